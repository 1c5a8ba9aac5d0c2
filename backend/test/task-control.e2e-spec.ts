import { routes, type LatencyMinute, type TaskRecord, type ThroughputMinute } from '@workstream/contracts';
import { createKeys } from '@workstream/engine';
import { until } from '@workstream/testing';
import { EventReader } from './support/event-reader';
import { expectProblem, TestApi } from './support/test-api';

describe('steering tasks, queues and workers', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await TestApi.start()));
  afterAll(() => api.stop());
  beforeEach(() => api.client.flushall());

  const enqueue = async (labels?: Record<string, string>): Promise<string> =>
    (await api.queue.enqueue({ type: 'summarize', content: 'A text.', labels })).id;
  const stateOf = async (id: string) => ((await api.http.get(routes.task(id))).body as TaskRecord).state;

  describe('POST /tasks/{id}/cancel', () => {
    it('ends a task that waits, rests or runs, with the reason given', async () => {
      const waiting = await enqueue();
      const answer = await api.http.post(routes.cancelTask(waiting)).send({ reason: 'no longer needed' });
      expect([answer.status, answer.body]).toEqual([200, { task_id: waiting, state: 'CANCELLED' }]);
      expect((await api.http.get(routes.task(waiting))).body).toMatchObject({
        cancel_reason: 'no longer needed',
      });
      const running = await enqueue();
      await api.claimed();
      await api.http.post(routes.cancelTask(running)).expect(200);
      expect(await stateOf(running)).toBe('CANCELLED');
    });

    it('refuses a task that has ended, and one that is not there', async () => {
      const dead = await api.deadTask();
      expect(expectProblem(await api.http.post(routes.cancelTask(dead)), 400).detail).toContain('DLQ');
      expectProblem(await api.http.post(routes.cancelTask('nobody')), 404);
      expectProblem(await api.http.post(routes.cancelTask(dead)).send({ reason: '' }), 422);
    });
  });

  describe('GET /tasks/{id}?wait', () => {
    const subscribed = () =>
      until('the API follows events', async () => ((await api.client.pubsub('CHANNELS')) as string[]).length > 0);

    it('answers when the task has ended', async () => {
      await subscribed();
      const id = await enqueue();
      const answer = api.http
        .get(routes.task(id))
        .query({ wait: 60 })
        .then(({ body }) => body as TaskRecord);
      const task = await api.claimed();
      await api.complete(task, { kind: 'summary' });
      expect(await answer).toMatchObject({ task_id: id, state: 'COMPLETED' });
    });

    it('answers at once when it has ended already, and as it is when the time is up', async () => {
      const dead = await api.deadTask();
      expect((await api.http.get(routes.task(dead)).query({ wait: 60 }).expect(200)).body).toMatchObject({
        state: 'DLQ',
      });
      const id = await enqueue();
      expect((await api.http.get(routes.task(id)).query({ wait: 1 }).expect(200)).body).toMatchObject({
        state: 'PENDING',
      });
    });

    it('answers 410 when the task is deleted meanwhile, and 404 when there was none', async () => {
      await subscribed();
      const id = await enqueue();
      await api.client.config('RESETSTAT');
      const answer = api.http
        .get(routes.task(id))
        .query({ wait: 60 })
        .then((answer) => answer);
      await until('it has looked once', async () => /cmdstat_hgetall/.test(await api.client.info('commandstats')));
      await api.queue.delete(id);
      expectProblem(await answer, 410);
      expectProblem(await api.http.get(routes.task(id)).query({ wait: 60 }), 404);
    });

    it('misses none of many tasks that end at once', async () => {
      await subscribed();
      const ids = (await api.queue.enqueueMany(Array.from({ length: 200 }, () => ({ type: 'a', content: 'x' })))).map(
        ({ id }) => id,
      );
      const answers = ids.map((id) =>
        api.http
          .get(routes.task(id))
          .query({ wait: 60 })
          .then(({ body }) => body.state),
      );
      const { tasks } = await api.queue.claim({ workerId: 'w', want: 200, heartbeatTtlMs: 60_000, random: 0 });
      for (const { id, attempt } of tasks) await api.queue.complete('w', [{ id, attempt, resultJson: '{}' }]);
      expect(new Set(await Promise.all(answers))).toEqual(new Set(['COMPLETED']));
    });

    it.each(['-1', '61', 'x', '1.5'])('refuses wait=%s', async (wait) => {
      expectProblem(await api.http.get(routes.task(await enqueue())).query({ wait }), 422);
    });
  });

  describe('lists', () => {
    const found = async (query: string) =>
      ((await api.http.get(`${routes.taskSummaries}?${query}`).expect(200)).body.tasks as TaskRecord[]).map(
        (task) => task.task_id,
      );

    it('can be filtered by labels, the worker and the error', async () => {
      const dead = await api.deadTask();
      const labelled = await enqueue({ project: 'atlas', team: 'red' });
      await enqueue({ project: 'atlas' });
      expect(await found('label.project=atlas&label.team=red')).toEqual([labelled]);
      expect(await found('error_type=InvalidInput')).toEqual([dead]);
      expect(await found('worker_id=spec-worker')).toEqual([dead]);
      expect(await found('worker_id=nobody')).toEqual([]);
    });

    it('lead from page to page by a cursor', async () => {
      const ids = [await enqueue(), await enqueue(), await enqueue()];
      const first = (await api.http.get(routes.taskSummaries).query({ page_size: 2 })).body;
      const cursor = first.next_cursor as string;
      const second = (await api.http.get(routes.taskSummaries).query({ page_size: 2, cursor })).body;
      const seen = [...first.tasks, ...second.tasks].map((task: TaskRecord) => task.task_id);
      expect([new Set(seen), second.next_cursor]).toEqual([new Set(ids), null]);
    });
  });

  it('GET /queues/dlq lists the records that need a person, the oldest first', async () => {
    const ids = [await api.deadTask(), await api.deadTask()];
    const { body } = await api.http.get(routes.deadTasks).expect(200);
    expect((body as TaskRecord[]).map((task) => [task.task_id, task.content])).toEqual(
      ids.map((id) => [id, 'A text.']),
    );
    expect((await api.http.get(routes.deadTasks).query({ limit: 1 })).body).toHaveLength(1);
    expectProblem(await api.http.get(routes.deadTasks).query({ limit: 101 }), 422);
  });

  it('a paused queue gives out nothing until it is resumed, and everyone is told', async () => {
    const reader = await EventReader.open(api.url(routes.queueStream));
    await reader.event();
    const paused = await api.http.post(routes.pauseQueue('primary')).expect(200);
    expect(paused.body).toMatchObject({ queue: 'primary', paused: true });
    expect(await reader.event()).toMatchObject({ type: 'initial_status', paused: ['primary'] });
    reader.close();
    await enqueue();
    await expect(api.claimed()).rejects.toThrow();
    await api.http.post(routes.resumeQueue('primary')).expect(200);
    expect(await api.claimed()).toMatchObject({ attempt: 1 });
    expectProblem(await api.http.post(routes.pauseQueue('dlq')), 422);
  });

  it('a worker drains and takes again; an unknown one is 404', async () => {
    await api.pretendWorker('spec-worker');
    const status = async () => (await api.http.get(routes.workers)).body.worker_details[0].status as string;
    await api.http.post(routes.drainWorker('spec-worker')).expect(200);
    expect(await status()).toBe('draining');
    await api.http.post(routes.undrainWorker('spec-worker')).expect(200);
    expect(await status()).toBe('healthy');
    expectProblem(await api.http.post(routes.drainWorker('nobody')), 404);
  });

  it('tasks of a worker that is gone are given back at once', async () => {
    const id = await enqueue();
    await api.claimed();
    await api.client.zadd(createKeys().knownWorkers, 1, 'spec-worker');
    expect((await api.http.post(routes.requeueOrphaned).expect(200)).body).toMatchObject({ found: 0, requeued: 0 });
    await api.client.del(createKeys().heartbeat('spec-worker'));
    const { body } = await api.http.post(routes.requeueOrphaned).expect(200);
    expect(body).toEqual({
      found: 1,
      requeued: 1,
      errors: [],
      message: '1 task of 1 worker that stopped beating was given back.',
    });
    expect(await stateOf(id)).toBe('PENDING');
  });

  describe('figures by the minute', () => {
    it('count what came, was done and failed, and fill the gaps with zeros', async () => {
      await api.deadTask();
      await enqueue();
      await api.complete(await api.claimed(), {});
      const { body } = await api.http.get(routes.throughput).query({ minutes: 5 }).expect(200);
      const minutes = body.metrics as ThroughputMinute[];
      expect(minutes).toHaveLength(5);
      const sum = (field: keyof ThroughputMinute) => minutes.reduce((all, minute) => all + Number(minute[field]), 0);
      expect([sum('created_count'), sum('completed_count'), sum('failed_count')]).toEqual([2, 1, 1]);
      expect(minutes[0]).toMatchObject({ created_count: 0, completed_count: 0, failed_count: 0, retried_count: 0 });
      expect(body.time_window).toMatchObject({ from: minutes[0]!.timestamp, minutes: 5 });
    });

    it('tell how long tasks took', async () => {
      await enqueue();
      await api.complete(await api.claimed(), {});
      const { body } = await api.http.get(routes.latency).expect(200);
      const minutes = body.metrics as LatencyMinute[];
      expect(minutes).toHaveLength(60);
      expect(minutes.reduce((all, minute) => all + minute.task_count, 0)).toBe(1);
      for (const minute of minutes) expect(minute.p99).toBeGreaterThanOrEqual(minute.p50);
    });

    it.each(['0', '1441', 'x'])('refuse %s minutes', async (minutes) => {
      for (const path of [routes.throughput, routes.latency])
        expectProblem(await api.http.get(path).query({ minutes }), 422);
    });
  });
});
