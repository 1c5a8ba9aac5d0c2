import { routes, type TaskEvent } from '@workstream/contracts';
import { until } from '@workstream/testing';
import { EventReader } from './support/event-reader';
import { expectProblem, TestApi } from './support/test-api';

describe('GET /tasks/{id}/events', () => {
  let api: TestApi;
  const readers: EventReader[] = [];
  beforeAll(async () => {
    api = await TestApi.start({ SSE_HEARTBEAT_MS: '300' });
    await until('the API follows events', async () => (await subscribers()) > 0);
  });
  afterAll(() => api.stop());
  beforeEach(() => api.client.flushall());
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });

  const subscribers = async () => ((await api.client.pubsub('CHANNELS')) as string[]).length;
  const enqueue = async () => (await api.queue.enqueue({ type: 'summarize', content: 'A text.' })).id;
  const open = async (id: string, lastEventId?: string): Promise<EventReader> => {
    const reader = await EventReader.open(api.url(routes.taskEvents(id)), lastEventId);
    readers.push(reader);
    return reader;
  };
  const next = async (reader: EventReader): Promise<TaskEvent & { id?: string }> => {
    for (;;) {
      const message = await reader.message();
      if (!message) throw new Error('The stream has ended');
      const event = JSON.parse(message.data) as TaskEvent;
      if (event.type !== 'heartbeat') return { ...event, ...(message.id !== undefined && { id: message.id }) };
    }
  };

  it('tells the present state, then each change and the progress, and ends with the task', async () => {
    const id = await enqueue();
    const reader = await open(id);
    expect(await next(reader)).toMatchObject({ type: 'state', task_id: id, state: 'PENDING' });
    const task = await api.claimed();
    expect(await next(reader)).toMatchObject({ type: 'state', state: 'ACTIVE' });
    const progress = { done: 1, total: 3, message: 'Reading page 1' };
    await api.queue.noteProgress('spec-worker', task, progress);
    expect(await next(reader)).toMatchObject({ type: 'progress', progress });
    await api.complete(task, {});
    expect(await next(reader)).toMatchObject({ type: 'state', state: 'COMPLETED' });
    expect(await reader.message()).toBeNull();
  });

  it('ends when the task is deleted', async () => {
    const id = await enqueue();
    const reader = await open(id);
    await next(reader);
    await api.queue.delete(id);
    expect(await next(reader)).toMatchObject({ type: 'state', state: null });
    expect(await reader.message()).toBeNull();
  });

  it('tells a reader that comes back what it has missed, and one that has seen the end to stay away', async () => {
    const id = await enqueue();
    const first = await open(id);
    const { id: seen } = await next(first);
    first.close();
    const task = await api.claimed();
    await api.queue.fail('spec-worker', [
      { ...task, errorType: 'NetworkError', message: 'reset', permanent: false, restMs: 60_000, usesRetry: true },
    ]);
    const second = await open(id, seen);
    const states = [await next(second), await next(second), await next(second)];
    expect(states.map((event) => event.type === 'state' && event.state)).toEqual(['ACTIVE', 'FAILED', 'SCHEDULED']);
    second.close();
    await api.queue.cancel(id, 'not needed');
    const third = await open(id, states.at(-1)!.id);
    const last = await next(third);
    expect([last, await third.message()]).toEqual([expect.objectContaining({ state: 'CANCELLED' }), null]);
    expect((await open(id, last.id)).response.status).toBe(204);
  });

  it('sends heartbeats, and needs no subscription of its own', async () => {
    const readers = [await open(await enqueue()), await open(await enqueue())];
    for (const reader of readers) {
      await next(reader);
      expect(JSON.parse((await reader.message())!.data)).toMatchObject({ type: 'heartbeat' });
    }
    expect(await subscribers()).toBe(1);
  });

  it('tells how the task stands when the subscription was lost', async () => {
    const id = await enqueue();
    const reader = await open(id);
    await next(reader);
    await api.client.client('KILL', 'TYPE', 'PUBSUB');
    expect(await next(reader)).toMatchObject({ type: 'state', state: 'PENDING' });
  });

  it('answers 404 for a task that is not there', async () => {
    for (const id of ['nobody', '019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55'])
      expectProblem(await api.http.get(routes.taskEvents(id)), 404);
  });
});
