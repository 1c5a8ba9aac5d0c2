import { breaches, until } from '@workstream/testing';
import { World } from '../../test/world';
import type { Clock } from '../clock';
import { systemClock } from '../clock';
import { TaskFailure } from '../errors';
import { QueueEvents } from '../events/queue-events';
import { Consumer } from './consumer';
import type { TaskContext, TaskHandler } from './task-handler';

const WORKER = 'consumer-under-test';

/** A handler whose runs end when the spec says so. */
class HeldHandler implements TaskHandler {
  readonly runs: { context: TaskContext; finish: (result: object) => void }[] = [];
  constructor(readonly timeoutMs = 60_000) {}
  run(context: TaskContext): Promise<object> {
    return new Promise((finish) => this.runs.push({ context, finish }));
  }
}

const answering = (run: TaskHandler['run']): TaskHandler => ({ timeoutMs: 60_000, run });

/** Real time, but each pause as long as a spec can wait for. */
const impatient: Clock = { ...systemClock, delay: (ms, signal) => systemClock.delay(Math.min(ms, 50), signal) };

describe('Consumer', () => {
  let world: World;
  let consumer: Consumer;

  beforeAll(async () => {
    world = await World.create();
  });
  afterEach(async () => {
    await consumer.stop({ graceMs: 0 });
    expect(await breaches(world.node)).toEqual([]);
    await world.clear();
  });
  afterAll(() => world.end());

  function consume(
    handler: TaskHandler,
    options: { concurrency?: number; clock?: Clock; heartbeatTtlMs?: number } = {},
  ): Consumer {
    consumer = new Consumer({
      queue: world.queue,
      store: world.store,
      blocking: world.connect(),
      keys: world.keys,
      handlers: new Map([['summarize', handler]]),
      workerId: WORKER,
      concurrency: options.concurrency ?? 4,
      heartbeat: { ttlMs: options.heartbeatTtlMs ?? 15_000 },
      clock: options.clock,
      abortGraceMs: 20,
      subscriber: world.server.client(),
    });
    consumer.start();
    return consumer;
  }
  const reached = (id: string, state: string) =>
    until(`${id} is ${state}`, async () => (await world.stateOf(id)) === state);

  it('runs a task that waited before it started', async () => {
    const id = await world.enqueue({ content: 'Hello' });
    consume(answering((context) => Promise.resolve({ heard: context.content })));
    await reached(id, 'COMPLETED');
    expect((await world.store.get(id))?.result).toEqual({ heard: 'Hello' });
  });

  it('is woken by a task that arrives while it is idle', async () => {
    const handler = new HeldHandler();
    consume(handler);
    await until('it waits for work', async () => (await world.node.info('clients')).includes('blocked_clients:1'));
    await world.enqueue();
    await until('the handler runs', () => handler.runs.length === 1);
    handler.runs[0]!.finish({});
  });

  it('runs what comes due while it is idle, with nobody else to promote it', async () => {
    const handler = new HeldHandler();
    consume(handler);
    await until('it waits for work', async () => (await world.node.info('clients')).includes('blocked_clients:1'));
    const [seconds] = await world.redis.time();
    await world.enqueue({ runAtMs: (Number(seconds) + 2) * 1_000 });
    await until('the handler runs', () => handler.runs.length === 1);
    handler.runs[0]!.finish({});
  });

  it('never runs more tasks at once than it has slots, and fills a slot as it frees', async () => {
    const handler = new HeldHandler();
    for (let i = 0; i < 5; i++) await world.enqueue();
    consume(handler, { concurrency: 2 });
    await until('two run', () => handler.runs.length === 2);
    expect([consumer.activeCount, (await world.store.ids('primary', 9)).length]).toEqual([2, 3]);
    handler.runs[0]!.finish({});
    await until('a third runs', () => handler.runs.length === 3);
    expect(consumer.activeCount).toBe(2);
  });

  it('finds what an earlier attempt saved, until the task has ended', async () => {
    const id = await world.enqueue({ maxRetries: 1 });
    const seen: unknown[] = [];
    consume(
      answering(async (context) => {
        seen.push(await context.checkpoint('part-1'));
        await context.saveCheckpoint('part-1', { text: 'done' });
        if (context.attempt === 1) throw new TaskFailure('once', { errorType: 'Other' });
        return {};
      }),
    );
    await reached(id, 'SCHEDULED');
    expect(await world.redis.exists(world.keys.checkpoints(id))).toBe(1);
    await world.redis.zadd(world.keys.scheduled, 0, id);
    await world.queue.promote(10);
    await reached(id, 'COMPLETED');
    expect(seen).toEqual([null, { text: 'done' }]);
    expect(await world.redis.exists(world.keys.checkpoints(id))).toBe(0);
  });

  it('refuses a part of an attempt that is no longer the current one', async () => {
    const id = await world.enqueue();
    const handler = new HeldHandler();
    consume(handler);
    await until('the handler runs', () => handler.runs.length === 1);
    const { context } = handler.runs[0]!;
    await context.assertOwned();
    await world.queue.cancel(id, 'not wanted');
    await expect(context.saveCheckpoint('part-1', {})).rejects.toThrow('no longer');
    await expect(context.assertOwned()).rejects.toThrow('no longer');
    expect(await world.redis.exists(world.keys.checkpoints(id))).toBe(0);
  });

  it('shows how far a handler has come, to the record and to whoever watches', async () => {
    const id = await world.enqueue();
    const events = new QueueEvents({ subscriber: world.server.client(), keys: world.keys });
    await events.start();
    const seen: unknown[] = [];
    events.onProgress((of, progress) => seen.push([of, progress]));
    const handler = new HeldHandler();
    consume(handler);
    await until('the handler runs', () => handler.runs.length === 1);
    const last = { done: 3, total: 4, message: 'page 3' };
    for (const done of [1, 2]) handler.runs[0]!.context.progress({ done, total: 4, message: null });
    handler.runs[0]!.context.progress(last);
    await until('the last one is told', () => seen.length === 2);
    expect(seen).toEqual([
      [id, { done: 1, total: 4, message: null }],
      [id, last],
    ]);
    expect((await world.store.get(id))?.progress).toEqual(last);
    events.stop();
    handler.runs[0]!.finish({});
    await reached(id, 'COMPLETED');
  });

  it('schedules a failed attempt by its error type and keeps what went wrong', async () => {
    const id = await world.enqueue();
    consume(
      answering(() =>
        Promise.reject(new TaskFailure('HTTP 503', { errorType: 'ServiceUnavailable', retryAfterMs: 60_000 })),
      ),
    );
    await reached(id, 'SCHEDULED');
    const task = await world.store.get(id);
    expect(task).toMatchObject({ error_type: 'ServiceUnavailable', last_error: 'HTTP 503', retry_count: 1 });
    expect(Date.parse(task!.retry_after!) - Date.parse(task!.updated_at)).toBeGreaterThanOrEqual(60_000);
  });

  it('lets a task that only waits for a limit rest as long as it was told, and takes no retry', async () => {
    const id = await world.enqueue();
    const throttled = new TaskFailure('HTTP 429', { errorType: 'RateLimited', retryAfterMs: 1_000, usesRetry: false });
    consume(answering(() => Promise.reject(throttled)));
    await reached(id, 'SCHEDULED');
    const task = await world.store.get(id);
    expect(task).toMatchObject({ error_type: 'RateLimited', retry_count: 0 });
    const restMs = Date.parse(task!.retry_after!) - Date.parse(task!.updated_at);
    expect(restMs).toBeGreaterThanOrEqual(1_000);
    expect(restMs).toBeLessThanOrEqual(1_200);
  });

  it('sends a permanent failure to the DLQ at once', async () => {
    const id = await world.enqueue();
    consume(
      answering(() => Promise.reject(new TaskFailure('encrypted', { errorType: 'InvalidInput', permanent: true }))),
    );
    await reached(id, 'DLQ');
  });

  it('sends a task of an unknown type to the DLQ and says so', async () => {
    const id = await world.enqueue({ type: 'translate' });
    consume(new HeldHandler());
    await reached(id, 'DLQ');
    expect((await world.store.get(id))?.last_error).toBe('No handler for the task type "translate"');
  });

  it('treats a result that is no JSON as a failure of the attempt', async () => {
    const id = await world.enqueue();
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    consume(answering(() => Promise.resolve(circular)));
    await reached(id, 'SCHEDULED');
  });

  it('gives back the slot of a handler that ignores its time limit', async () => {
    const handler = new HeldHandler(20);
    const id = await world.enqueue();
    consume(handler, { concurrency: 1, clock: impatient });
    await reached(id, 'SCHEDULED');
    expect(handler.runs[0]!.context.signal.aborted).toBe(true);
    expect((await world.store.get(id))?.error_type).toBe('TimedOut');
    await until('the slot is free', () => consumer.activeCount === 0);
    handler.runs[0]!.finish({ tooLate: true });
    expect(await world.stateOf(id)).toBe('SCHEDULED');
  });

  it('gives unfinished tasks back to the head of the queue when it stops, without counting a retry', async () => {
    const handler = new HeldHandler();
    const id = await world.enqueue();
    consume(handler);
    await until('the handler runs', () => handler.runs.length === 1);
    await world.enqueue();
    await until('both run', () => handler.runs.length === 2);
    await consumer.stop({ graceMs: 20 });
    expect(handler.runs[0]!.context.signal.aborted).toBe(true);
    expect(await world.store.get(id)).toMatchObject({ state: 'PENDING', retry_count: 0, error_history: [] });
    handler.runs[0]!.finish({ tooLate: true });
    expect(await world.stateOf(id)).toBe('PENDING');
  });

  it('lets a task finish within the grace', async () => {
    const handler = new HeldHandler();
    const id = await world.enqueue();
    consume(handler);
    await until('the handler runs', () => handler.runs.length === 1);
    const stopped = consumer.stop({ graceMs: 60_000 });
    handler.runs[0]!.finish({ in: 'time' });
    await stopped;
    expect(await world.stateOf(id)).toBe('COMPLETED');
  });

  it('gives back tasks that a lost claim reply left in its name', async () => {
    const id = await world.enqueue();
    await world.claim(1, WORKER);
    let skippedMs = 0;
    const clock: Clock = { ...systemClock, now: () => systemClock.now() + skippedMs };
    consume(
      answering(() => Promise.resolve({})),
      { clock },
    );
    skippedMs = 20_000;
    await reached(id, 'COMPLETED');
    expect((await world.store.get(id))?.attempt).toBe(2);
  });

  it.each(['cancel', 'delete'] as const)(
    'aborts a running task on %s from another process, and frees its slot',
    async (move) => {
      const handler = new HeldHandler();
      const id = await world.enqueue();
      consume(handler, { concurrency: 1 });
      await until('the handler runs', () => handler.runs.length === 1);
      const { signal } = handler.runs[0]!.context;
      await world.queue[move](id, 'not needed');
      await until('the signal aborts', () => signal.aborted, 1_000);
      await until('the slot is free', () => consumer.activeCount === 0);
      handler.runs[0]!.finish({ tooLate: true });
      expect(await world.stateOf(id)).toBe(move === 'cancel' ? 'CANCELLED' : 'GONE');
    },
  );

  it('notices a cancellation that nobody could tell it of', async () => {
    const handler = new HeldHandler();
    const id = await world.enqueue();
    let skippedMs = 0;
    consume(handler, { clock: { ...systemClock, now: () => systemClock.now() + skippedMs } });
    await until('the handler runs', () => handler.runs.length === 1);
    const { signal } = handler.runs[0]!.context;
    await world.redis.srem(world.keys.activeTasks(WORKER), id);
    await world.redis.del(world.keys.task(id));
    skippedMs = 20_000;
    await until('the signal aborts', () => signal.aborted);
  });

  it('notices one also while every slot is taken', async () => {
    const handler = new HeldHandler();
    const id = await world.enqueue();
    consume(handler, { concurrency: 1, heartbeatTtlMs: 200 });
    await until('the handler runs', () => handler.runs.length === 1);
    const { signal } = handler.runs[0]!.context;
    await world.redis.srem(world.keys.activeTasks(WORKER), id);
    await world.redis.del(world.keys.task(id));
    await until('the signal aborts', () => signal.aborted);
  });

  it('rests while its worker drains, and goes on when it may', async () => {
    const handler = new HeldHandler();
    await world.queue.drain(WORKER);
    await world.enqueue();
    consume(handler, { clock: impatient });
    await until('it was refused', async () => (await world.redis.zcard(world.keys.knownWorkers)) === 1);
    expect(handler.runs).toHaveLength(0);
    await world.queue.undrain(WORKER);
    await until('the handler runs', () => handler.runs.length === 1);
  });

  it('goes on by itself after Redis was away', async () => {
    const persistent = await World.create(['--appendonly', 'yes', '--appendfsync', 'always']);
    const first = world;
    world = persistent;
    try {
      const handler = new HeldHandler();
      const running = await world.enqueue();
      consume(handler);
      await until('the handler runs', () => handler.runs.length === 1);
      await world.server.kill();
      handler.runs[0]!.finish({ survived: true });
      await world.server.boot();
      await reached(running, 'COMPLETED');
      await world.enqueue();
      await until('a new task runs', () => handler.runs.length === 2);
      await consumer.stop({ graceMs: 0 });
      expect(await breaches(world.node)).toEqual([]);
    } finally {
      world = first;
      await persistent.end();
    }
  });
});
