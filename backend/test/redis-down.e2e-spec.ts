import { routes } from '@workstream/contracts';
import { until } from '@workstream/testing';
import { EventReader } from './support/event-reader';
import { expectProblem, TestApi } from './support/test-api';

describe('while Redis is away', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await TestApi.start()));
  afterAll(() => api.stop());

  const isReady = async () => (await api.http.get(routes.ready)).status === 200;
  const requests = {
    create: () => api.http.post(routes.createSummarize).send({ content: 'A text.' }),
    list: () => api.http.get(routes.tasks),
    count: () => api.http.get(routes.queueStatus),
    workers: () => api.http.get(routes.workers),
    follow: () => api.http.get(routes.queueStream),
  };

  async function expectUnavailable(): Promise<void> {
    for (const [name, request] of Object.entries(requests)) {
      const begun = performance.now();
      const answer = await request();
      expectProblem(answer, 503);
      expect([name, answer.get('Retry-After')]).toEqual([name, '1']);
      expect(performance.now() - begun).toBeLessThan(3_000);
    }
  }

  it('answers 503 in time, stays alive, and carries on by itself when Redis is back', async () => {
    const reader = await EventReader.open(api.url(routes.queueStream));
    await reader.event();
    await api.redis.kill();

    await expectUnavailable();
    await api.http.get(routes.live).expect(200);
    expectProblem(await api.http.get(routes.ready), 503);
    expect((await api.http.get(routes.health).expect(200)).body).toMatchObject({
      status: 'unhealthy',
      components: { redis: { status: 'unhealthy' }, workers: { status: 'unhealthy' } },
    });

    await api.redis.boot();
    await until('the API is ready again', isReady);
    expect(await reader.event()).toMatchObject({ type: 'initial_status' });
    await requests.create().expect(201);
    expect(await reader.event()).toMatchObject({ type: 'task_created', queue_depths: { primary: 1 } });
    reader.close();
  });

  it('answers 503 in time when Redis is there but says nothing', async () => {
    await until('the API is ready', isReady);
    await api.client.client('PAUSE', 30_000, 'ALL');
    await expectUnavailable();
    await api.redis.kill();
    await api.redis.boot();
    await until('the API is ready again', isReady);
  }, 60_000);

  it('starts without Redis, and needs no restart once it is there', async () => {
    const late = await TestApi.start({ REDIS_URL: '/nowhere/redis.sock' });
    await late.http.get(routes.live).expect(200);
    expectProblem(await late.http.post(routes.createSummarize).send({ content: 'A text.' }), 503);
    await late.stop();
  });
});
