import { routes, type Health } from '@workstream/contracts';
import { createKeys, Heartbeat } from '@workstream/engine';
import { TestApi } from './support/test-api';

describe('health', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await TestApi.start()));
  afterAll(() => api.stop());

  const health = async (): Promise<Health> => (await api.http.get(routes.health).expect(200)).body as Health;

  it('is degraded while nobody works, and healthy once somebody does', async () => {
    expect(await health()).toEqual({
      status: 'degraded',
      components: {
        redis: { status: 'healthy', message: 'Redis answers.' },
        workers: { status: 'degraded', message: 'No worker is running: tasks are accepted, and wait.' },
        openrouter: { status: 'healthy', message: expect.stringContaining('local provider') },
      },
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/),
    });
    const heartbeat = new Heartbeat({
      redisUrl: api.redis.url,
      keys: createKeys(),
      workerId: 'spec-worker',
      version: '0.1.0',
      concurrency: 4,
    });
    await heartbeat.start();
    expect(await health()).toMatchObject({
      status: 'healthy',
      components: { workers: { message: '1 worker is running.' } },
    });
    await heartbeat.stop();
  });

  it('is alive and ready, and no cache may keep that', async () => {
    const [live, ready] = [await api.http.get(routes.live), await api.http.get(routes.ready)];
    expect([live.status, live.body]).toEqual([200, { status: 'alive', timestamp: expect.any(String) }]);
    expect([ready.status, ready.body]).toEqual([200, { status: 'ready' }]);
    expect([live.get('Cache-Control'), ready.get('Cache-Control')]).toEqual(['no-store', 'no-store']);
  });
});
