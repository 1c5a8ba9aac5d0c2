import { Stage } from './stage.mjs';
import { median, quantile } from './statistics.mjs';

/** What one measurement of one engine found, by name; null says that the engine has no such thing. @typedef {Record<string, number | null>} Figures */

/** How many tasks. @typedef {{ tasks: number, trickled: number, few: number, many: number }} Size */

/** @typedef {{ limitMs: number, run: (stage: Stage, size: Size) => Promise<Figures>, count?: (size: Size) => number }} Measurement */

const CONCURRENCY = 50;
const BULK = 1_000;
const TRICKLE_PAUSE_MS = 5;
const DELAY_MS = 2_000;
const PAGE = 20;
const PAGE_READS = 20;
const MINUTE_MS = 60_000;

/** @param {number} tasks @param {import('./stage.mjs').Cost} cost */
const perTask = (tasks, { ms, redisUs, clientUs, commands }) => ({
  perSecond: tasks / (ms / 1000),
  redisUs: redisUs / tasks,
  clientUs: clientUs / tasks,
  ...commandFigures(tasks, commands),
});

/** Kept in the JSON alone: what each command of Redis was called for a task, and took. @param {number} tasks @param {import('./stage.mjs').Cost['commands']} commands */
function commandFigures(tasks, commands) {
  /** @type {Figures} */
  const figures = {};
  for (const [name, { calls, us }] of Object.entries(commands)) {
    if (calls / tasks < 0.001) continue;
    figures[`calls:${name}`] = calls / tasks;
    figures[`us:${name}`] = us / tasks;
  }
  return figures;
}

/** @param {readonly number[]} values milliseconds */
const spread = (values) => ({ p50: quantile(values, 0.5), p99: quantile(values, 0.99) });

/** @param {Stage} stage @param {Size} size */
async function add(stage, { tasks }) {
  const producer = await stage.producer();
  return perTask(tasks, await stage.cost([producer], () => producer.ask('add', tasks)));
}

/** @param {Stage} stage @param {Size} size */
async function bulk(stage, { tasks }) {
  const producer = await stage.producer();
  return perTask(tasks, await stage.cost([producer], () => producer.ask('addMany', tasks, BULK)));
}

/** The producer is gone before the worker starts. @param {Stage} stage @param {Size} size */
async function drain(stage, { tasks }) {
  await stage.look();
  const emptyBytes = await stage.redis.usedBytes();
  await stage.fill(tasks, BULK);
  const waitingBytes = await stage.redis.usedBytes();
  const worker = await stage.worker({ concurrency: CONCURRENCY });
  const cost = await stage.cost([worker], () => work(stage, worker, tasks));
  const { rssBytes } = await worker.ask('vitals');
  return {
    ...perTask(tasks, cost),
    waitingBytes: (waitingBytes - emptyBytes) / tasks,
    completedBytes: ((await stage.redis.usedBytes()) - emptyBytes) / tasks,
    rssMb: rssBytes / 1024 ** 2,
  };
}

/** @param {Stage} stage @param {import('./helper.mjs').Helper} worker @param {number} tasks */
async function work(stage, worker, tasks) {
  await worker.ask('startWorker');
  await stage.observer.ask('untilCompleted', tasks);
}

/** @param {Stage} stage @param {Size} size */
async function together(stage, { tasks }) {
  await stage.look();
  const worker = await stage.worker({ concurrency: CONCURRENCY });
  await worker.ask('startWorker');
  const producer = await stage.producer();
  const cost = await stage.cost([producer, worker], () =>
    Promise.all([producer.ask('add', tasks), stage.observer.ask('untilCompleted', tasks)]),
  );
  return perTask(tasks, cost);
}

/** From the call of add to the start of the handler. @param {Stage} stage @param {Size} size */
async function latency(stage, { trickled }) {
  await stage.look();
  const worker = await stage.worker({ concurrency: CONCURRENCY, notesLateness: true });
  await worker.ask('startWorker');
  const producer = await stage.producer();
  await producer.ask('trickle', trickled, TRICKLE_PAUSE_MS);
  await stage.observer.ask('untilCompleted', trickled);
  return spread(await worker.ask('lateness'));
}

/** From the time a task was due to the start of its handler. @param {Stage} stage @param {Size} size @returns {Promise<Figures>} */
async function delayed(stage, { tasks }) {
  if (!(await stage.look())) return { p50: null, p99: null };
  const worker = await stage.worker({ concurrency: CONCURRENCY, notesLateness: true });
  await worker.ask('startWorker');
  const producer = await stage.producer();
  await producer.ask('addDelayed', tasks, DELAY_MS);
  await stage.observer.ask('untilCompleted', tasks);
  return spread(await worker.ask('lateness'));
}

/** @param {Stage} stage @param {number} waiting */
async function pages(stage, waiting) {
  await stage.look();
  await stage.fill(waiting, BULK);
  const middle = Math.floor(Math.min(waiting, 10_000) / 2 / PAGE) * PAGE;
  return {
    firstMs: median(await stage.observer.ask('readPage', 0, PAGE, PAGE_READS)),
    middleMs: median(await stage.observer.ask('readPage', middle, PAGE, PAGE_READS)),
  };
}

/** The rate at which the first tasks of a long queue are done. @param {Stage} stage @param {number} waiting @param {number} tasks */
async function backlog(stage, waiting, tasks) {
  await stage.look();
  await stage.fill(waiting, BULK);
  const worker = await stage.worker({ concurrency: CONCURRENCY });
  return perTask(tasks, await stage.cost([worker], () => work(stage, worker, tasks)));
}

/** One at a time, each on a Redis of its own, and none longer than its limit. @type {Record<string, Measurement>} */
export const measurements = {
  add: { limitMs: 2 * MINUTE_MS, run: add },
  bulk: { limitMs: 2 * MINUTE_MS, run: bulk },
  drain: { limitMs: 2 * MINUTE_MS, run: drain },
  together: { limitMs: 2 * MINUTE_MS, run: together },
  latency: { limitMs: MINUTE_MS, run: latency },
  delayed: { limitMs: 2 * MINUTE_MS, run: delayed },
  pageOfFew: { limitMs: MINUTE_MS, run: (stage, { few }) => pages(stage, few) },
  pageOfMany: { limitMs: 5 * MINUTE_MS, run: (stage, { many }) => pages(stage, many) },
  backlogOfMany: { limitMs: 5 * MINUTE_MS, run: (stage, { many, tasks }) => backlog(stage, many, tasks) },
};

/**
 * Runs one measurement and ends whatever it started, also when it fails or takes too long.
 * @param {string} name
 * @param {string} engine
 * @param {import('./stage.mjs').Setting} setting
 * @param {Size} size
 * @param {AbortSignal} stop
 */
export async function measure(name, engine, setting, size, stop) {
  const { limitMs, run } = /** @type {Measurement} */ (measurements[name]);
  const stage = await Stage.open(engine, setting);
  const work = run(stage, size);
  work.catch(() => {});
  try {
    return await Promise.race([work, cutOff(AbortSignal.any([stop, AbortSignal.timeout(limitMs)]))]);
  } finally {
    await stage.end();
  }
}

/** @param {AbortSignal} signal @returns {Promise<never>} */
const cutOff = (signal) =>
  new Promise((_, reject) => {
    const fail = () => reject(new Error(signal.reason?.name === 'TimeoutError' ? 'took too long' : 'stopped'));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
