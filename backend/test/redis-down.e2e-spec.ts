import { routes } from '@workstream/contracts';
import { until } from '@workstream/testing';
import { EventReader } from './support/event-reader';
import { expectProblem, TestApi } from './support/test-api';

const ID = '019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55';

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
    createAny: () => api.http.post(routes.tasks).send({ task_type: 'summarize', input: 'A text.' }),
    createBatch: () => api.http.post(routes.taskBatch).send({ tasks: [{ task_type: 'summarize', input: 'A text.' }] }),
    get: () => api.http.get(routes.task(ID)),
    wait: () => api.http.get(routes.task(ID)).query({ wait: 60 }),
    cancel: () => api.http.post(routes.cancelTask(ID)),
    explain: () => api.http.get(routes.explainTask(ID)),
    followTask: () => api.http.get(routes.taskEvents(ID)),
    bulk: () => api.http.post(routes.bulkTasks).send({ action: 'retry', filter: { status: 'DLQ' } }),
    operation: () => api.http.get(routes.bulkOperation(ID)),
    orphans: () => api.http.post(routes.requeueOrphaned),
    throughput: () => api.http.get(routes.throughput),
    dead: () => api.http.get(routes.deadTasks),
    pause: () => api.http.post(routes.pauseQueue('primary')),
    drain: () => api.http.post(routes.drainWorker('nobody')),
    redis: () => api.http.get(routes.redisStats),
  };

  async function expectUnavailable(): Promise<void> {
    await Promise.all(
      Object.entries(requests).map(async ([name, request]) => {
        const begun = performance.now();
        const answer = await request();
        expect([name, answer.status]).toEqual([name, 503]);
        expectProblem(answer, 503);
        expect([name, answer.get('Retry-After')]).toEqual([name, '1']);
        // A command is given up after two seconds; the rest is for a machine that is busy with other specs.
        expect(performance.now() - begun).toBeLessThan(6_000);
      }),
    );
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
