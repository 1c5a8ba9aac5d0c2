import { setTimeout as delay } from 'node:timers/promises';
import { engineNamed } from './engines/index.mjs';
import { payload, sharedNow, stampOf } from './payload.mjs';

// One side of one measurement, in a process of its own: a producer or a worker of one engine.

const IN_FLIGHT = 100;
const POLL_MS = 5;

/** @type {import('./engines/engine.mjs').Producer} */
let producer;
/** @type {import('./engines/engine.mjs').Worker} */
let worker;
/** How long after its stamp each task was started. @type {number[]} */
const lateness = [];
let notesLateness = false;

/** @param {string} text */
function handle(text) {
  if (notesLateness) lateness.push(sharedNow() - stampOf(text));
}

const jobs = {
  /** @param {string} engine @param {import('./engines/engine.mjs').Target} target */
  async openProducer(engine, target) {
    producer = await engineNamed(engine).producer(target);
    return producer.addDelayed !== null;
  },

  /** @param {string} engine @param {import('./engines/engine.mjs').Target} target @param {number} concurrency @param {boolean} notes */
  async openWorker(engine, target, concurrency, notes) {
    notesLateness = notes;
    worker = await engineNamed(engine).worker(target, concurrency, handle);
  },

  startWorker: async () => void (await worker.start()),
  /** @param {number} count */
  add: (count) => inFlight(count, () => producer.add(payload())),
  /** @param {number} count @param {number} size tasks of one call */
  async addMany(count, size) {
    for (let left = count; left > 0; left -= size) {
      await producer.addMany(Array.from({ length: Math.min(size, left) }, () => payload()));
    }
  },
  /** @param {number} count @param {number} delayMs */
  addDelayed: (count, delayMs) =>
    inFlight(count, () => producer.addDelayed?.(payload(sharedNow() + delayMs), delayMs) ?? Promise.resolve()),
  /** @param {number} count @param {number} pauseMs */
  async trickle(count, pauseMs) {
    for (let i = 0; i < count; i += 1) {
      void producer.add(payload(sharedNow()));
      await delay(pauseMs);
    }
  },
  lateness: () => lateness,
  /** Resolves once Redis holds so many outcomes. @param {number} count */
  async untilCompleted(count) {
    while ((await producer.completed()) < count) await delay(POLL_MS);
  },
  /** How long each of some reads of the same page took, in milliseconds. @param {number} offset @param {number} size @param {number} times */
  async readPage(offset, size, times) {
    const durations = [];
    for (let i = 0; i < times; i += 1) {
      const startedAt = performance.now();
      const { length } = await producer.page(offset, size);
      durations.push(performance.now() - startedAt);
      if (length !== size) throw new Error(`A page of ${size} tasks has ${length}`);
    }
    return durations;
  },
  vitals: () => ({ cpu: process.cpuUsage(), rssBytes: process.memoryUsage.rss() }),
  /** Ends in a way that lets a profile be written. */
  leave: () => void setTimeout(() => process.exit(0), 0),
};

/** @typedef {typeof jobs} Jobs */

/** Keeps a fixed number of calls waiting for their answer. @param {number} count @param {() => Promise<unknown>} call */
async function inFlight(count, call) {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

process.on('message', async (/** @type {{ id: number, job: keyof Jobs, args: unknown[] }} */ { id, job, args }) => {
  try {
    const run = /** @type {(...args: unknown[]) => unknown} */ (jobs[job]);
    process.send?.({ id, result: await run(...args) });
  } catch (fault) {
    process.send?.({ id, error: fault instanceof Error ? fault.message : String(fault) });
  }
});
process.once('disconnect', () => process.exit());
