import { createRequire } from 'node:module';
import { HOST, QUEUE } from './engine.mjs';

const MINUTE_MS = 60_000;
const PROMOTE_EVERY_MS = 1_000;
const SHORTEST_WAIT_MS = 20;
const REAP_EVERY_MS = 5_000;

/** The connection options of the worker process. */
const options = { maxRetriesPerRequest: null, socketTimeout: 12_000 };

/** @param {import('./engine.mjs').Target} target */
function open({ port, enginePath }) {
  const load = createRequire(enginePath);
  const engine = load(enginePath);
  const { Redis } = load('ioredis');
  const connect = () => new Redis(port, HOST, options);
  const redis = connect();
  const keys = engine.createKeys();
  const queue = new engine.TaskQueue({ redis, keys });
  const store = new engine.TaskStore({ redis, keys });
  return { engine, connect, redis, keys, queue, store };
}

/** @type {import('./engine.mjs').Engine} */
export const workstream = {
  label: 'Workstream',

  async producer(target) {
    const { engine, redis, keys, queue, store } = open(target);
    const monitor = new engine.QueueMonitor({ redis, keys });
    const task = (/** @type {string} */ content) => ({ type: QUEUE, content });
    const delayed = (/** @type {string} */ content, /** @type {number} */ delayMs) =>
      queue.enqueue({ type: QUEUE, content, runAtMs: Date.now() + delayMs });
    return {
      add: (text) => queue.enqueue(task(text)),
      addMany: (texts) => queue.enqueueMany(texts.map(task)),
      addDelayed: (await canDelay(queue, store)) ? delayed : null,
      page: async (offset, size) => (await store.listSummaries(pageQuery(offset, size))).tasks,
      completed: async () => (await monitor.status()).states.COMPLETED,
    };
  },

  async worker(target, concurrency, handle) {
    const { engine, connect, redis, keys, queue, store } = open(target);
    const workerId = engine.createWorkerId();
    const redisUrl = `redis://${HOST}:${target.port}`;
    const heartbeat = new engine.Heartbeat({ redisUrl, keys, workerId, version: QUEUE, concurrency });
    await heartbeat.start();
    const run = async (/** @type {{ content: string }} */ { content }) => {
      handle(content);
      return {};
    };
    const consumer = new engine.Consumer({
      ...{ queue, store, keys, workerId, concurrency, heartbeat },
      blocking: connect(),
      handlers: new Map([[QUEUE, { timeoutMs: MINUTE_MS, run }]]),
    });
    return {
      start: () => {
        startTimedWork(engine, redis, keys, queue);
        consumer.start();
      },
    };
  },
};

/** Asks the engine itself: one that knows no due times queues the task at once. @param {any} queue @param {any} store */
async function canDelay(queue, store) {
  const { id } = await queue.enqueue({ type: QUEUE, content: '', runAtMs: Date.now() + MINUTE_MS });
  const isScheduled = (await store.get(id)).state === 'SCHEDULED';
  await queue.delete(id);
  return isScheduled;
}

/** @param {number} offset a multiple of `size` @param {number} size */
const pageQuery = (offset, size) => ({
  state: 'PENDING',
  sortBy: 'created_at',
  sortOrder: 'asc',
  page: offset / size + 1,
  pageSize: size,
});

/** What every worker process does beside its tasks. @param {any} engine @param {any} redis @param {any} keys @param {any} queue */
function startTimedWork({ Loop, Promoter, Reaper, systemClock }, redis, keys, queue) {
  const promoter = new Promoter({ queue });
  const reaper = new Reaper({ redis, keys, queue });
  new Loop('promoter', () => promoteDue(promoter, systemClock), { everyMs: PROMOTE_EVERY_MS }).start();
  new Loop('reaper', () => reaper.runOnce(), { everyMs: REAP_EVERY_MS }).start();
}

/** Waits for a task that comes due before the next look, as the scheduler of the worker does. @param {any} promoter @param {any} clock */
async function promoteDue(promoter, clock) {
  for (;;) {
    const { nextDueInMs } = await promoter.runOnce();
    if (nextDueInMs === null || nextDueInMs >= PROMOTE_EVERY_MS) return;
    await clock.delay(Math.max(nextDueInMs, SHORTEST_WAIT_MS));
  }
}
