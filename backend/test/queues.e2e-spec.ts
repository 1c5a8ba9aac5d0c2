import { QUEUE_NAMES, routes, type QueueEvent } from '@workstream/contracts';
import { until } from '@workstream/testing';
import { EventReader } from './support/event-reader';
import { expectProblem, TestApi } from './support/test-api';

describe('queues', () => {
  let api: TestApi;
  const readers: EventReader[] = [];
  beforeAll(async () => void (api = await TestApi.start({ SSE_HEARTBEAT_MS: '300' })));
  afterAll(() => api.stop());
  beforeEach(() => api.client.flushall());
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });

  const open = async (): Promise<EventReader> => {
    const reader = await EventReader.open(api.url(routes.queueStream));
    readers.push(reader);
    return reader;
  };
  const enqueue = (count: number) =>
    api.queue.enqueueMany(Array.from({ length: count }, () => ({ type: 'summarize', content: 'A text.' })));
  const scriptCalls = async (): Promise<number> =>
    Number(/cmdstat_evalsha:calls=(\d+)/.exec(await api.client.info('commandstats'))?.[1] ?? 0);
  const subscribers = async () => (await api.client.pubsub('CHANNELS')) as string[];

  describe('GET /queues/status', () => {
    it('counts what waits and rests', async () => {
      await api.deadTask();
      await enqueue(2);
      const { body } = await api.http.get(routes.queueStatus).expect(200);
      expect(body).toEqual({
        queues: { primary: 2, retry: 0, scheduled: 0, dlq: 1 },
        states: { PENDING: 2, ACTIVE: 0, COMPLETED: 0, FAILED: 0, SCHEDULED: 0, DLQ: 1, CANCELLED: 0 },
        retry_ratio: 0.3,
        paused: [],
      });
    });
  });

  describe('GET /queues/{name}/tasks', () => {
    it('lists ids, the oldest first, up to the limit', async () => {
      const ids = (await enqueue(12)).map(({ id }) => id);
      const list = (query: string) => api.http.get(`/api/v1/queues/primary/tasks${query}`);
      expect((await list('')).body).toEqual(ids.slice(0, 10));
      expect((await list('?limit=2')).body).toEqual(ids.slice(0, 2));
    });

    it.each(QUEUE_NAMES)('answers an empty list for an empty queue: %s', async (name) => {
      const { status, body } = await api.http.get(`/api/v1/queues/${name}/tasks/`);
      expect([status, body]).toEqual([200, []]);
    });

    it.each([
      ['foo/tasks', 'name'],
      ['primary/tasks?limit=0', 'limit'],
      ['primary/tasks?limit=1001', 'limit'],
      ['primary/tasks?limit=ten', 'limit'],
      ['primary/tasks?offset=3', 'offset'],
    ])('refuses %s and names the field', async (path, field) => {
      expect(expectProblem(await api.http.get(`/api/v1/queues/${path}`), 422).errors).toEqual([
        expect.objectContaining({ field }),
      ]);
    });
  });

  describe('GET /queues/status/stream', () => {
    it('is an event stream that no proxy may hold back, with numbered messages', async () => {
      const reader = await open();
      expect(Object.fromEntries(reader.response.headers)).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      const [first, second] = [await reader.message(), await reader.message()];
      expect(Number(second?.id)).toBeGreaterThan(Number(first?.id));
    });

    it('begins with the whole state, then tells each move with the counts after it', async () => {
      await enqueue(1);
      const reader = await open();
      expect(await reader.event()).toMatchObject({
        type: 'initial_status',
        queue_depths: { primary: 1 },
        state_counts: { PENDING: 1 },
        retry_ratio: 0.3,
      });

      const id = (await enqueue(1))[0]!.id;
      expect(await reader.event()).toMatchObject({ type: 'task_created', task_id: id, queue_depths: { primary: 2 } });

      const task = await api.claimed();
      expect(await reader.event()).toMatchObject({
        type: 'task_state_changed',
        task_id: task.id,
        old_state: 'PENDING',
        new_state: 'ACTIVE',
        state_counts: { PENDING: 1, ACTIVE: 1 },
      });

      await api.http.delete(routes.task(id)).expect(200);
      expect(await reader.event()).toMatchObject({ type: 'task_state_changed', task_id: id, new_state: null });
    });

    it('sends a heartbeat when nothing happens', async () => {
      const reader = await open();
      await reader.message();
      expect(JSON.parse((await reader.message())?.data ?? '{}')).toMatchObject({ type: 'heartbeat' });
    });

    it('reads the counts at most four times a second, and ends a burst with the counts at rest', async () => {
      const reader = await open();
      await reader.event();
      const callsBefore = await scriptCalls();
      for (let i = 0; i < 200; i++) await enqueue(1);
      const events: QueueEvent[] = [];
      while (events.length < 200) events.push(await reader.event());
      expect(new Set(events.map((event) => 'task_id' in event && event.task_id)).size).toBe(200);
      expect(events.at(-1)).toMatchObject({ queue_depths: { primary: 200 }, state_counts: { PENDING: 200 } });
      const elapsedMs = Date.parse(events.at(-1)!.timestamp) - Date.parse(events[0]!.timestamp);
      const reads = (await scriptCalls()) - callsBefore - 200;
      expect(reads).toBeLessThanOrEqual(4 * (elapsedMs / 1000 + 2));
    });

    it('tells more moves than anyone can follow as one new state', async () => {
      const reader = await open();
      await reader.event();
      await enqueue(600);
      expect(await reader.event()).toMatchObject({ type: 'initial_status', queue_depths: { primary: 600 } });
    });

    it('needs one subscription for any number of clients, who all get the same bytes', async () => {
      const [one, two] = [await open(), await open()];
      await one.event();
      await two.event();
      await enqueue(1);
      expect(await one.event()).toEqual(await two.event());
      const [channel] = await subscribers();
      expect(await api.client.pubsub('NUMSUB', channel!)).toEqual([channel, 1]);
    });

    it('sends the whole state again after its subscription was lost', async () => {
      const reader = await open();
      await reader.event();
      await api.client.client('KILL', 'TYPE', 'PUBSUB');
      expect(await reader.event()).toMatchObject({ type: 'initial_status' });
      await until('the subscription is back', async () => (await subscribers()).length === 1);
      await enqueue(1);
      expect(await reader.event()).toMatchObject({ queue_depths: { primary: 1 } });
    });
  });
});
