import { routes } from '@workstream/contracts';
import { createKeys, Heartbeat } from '@workstream/engine';
import { TestApi } from './support/test-api';

describe('GET /workers/', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await TestApi.start()));
  afterAll(() => api.stop());

  const fleet = async () => (await api.http.get(routes.workers).expect(200)).body;

  it('shows an empty fleet', async () => {
    expect(await fleet()).toEqual({
      overall_status: 'unhealthy',
      total_workers: 0,
      healthy_workers: 0,
      stale_workers: 0,
      worker_details: [],
      timestamp: expect.any(String),
    });
  });

  it('shows a worker that beats, and that it stopped', async () => {
    const keys = createKeys();
    const facts = { workerId: 'spec-worker', version: '0.1.0', concurrency: 4 };
    const heartbeat = new Heartbeat({ redisUrl: api.redis.url, keys, ...facts });
    await heartbeat.start();
    expect(await fleet()).toMatchObject({
      overall_status: 'healthy',
      healthy_workers: 1,
      worker_details: [
        { worker_id: 'spec-worker', status: 'healthy', version: '0.1.0', concurrency: 4, active_tasks: 0 },
      ],
    });
    await heartbeat.stop();
    await api.client.del(keys.heartbeat('spec-worker'));
    expect(await fleet()).toMatchObject({
      healthy_workers: 0,
      stale_workers: 1,
      worker_details: [{ status: 'stale' }],
    });
  });
});
