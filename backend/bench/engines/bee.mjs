import { Redis } from 'ioredis';
import { peer } from '../peer.mjs';
import { HOST, QUEUE } from './engine.mjs';

/** Without what its own guide advises to switch off for speed. */
const lean = { getEvents: false, sendEvents: false, storeJobs: false };

/** @param {import('./engine.mjs').Target} target @param {object} role */
async function open({ port }, role) {
  const queue = new (peer('bee-queue'))(QUEUE, { redis: { host: HOST, port }, ...lean, ...role });
  await queue.ready();
  return queue;
}

/** @type {import('./engine.mjs').Engine} */
export const bee = {
  label: 'Bee-Queue',

  async producer(target) {
    const queue = await open(target, { isWorker: false });
    const redis = new Redis(target.port, HOST);
    const job = (/** @type {string} */ text) => queue.createJob({ text });
    return {
      add: (text) => job(text).save(),
      addMany: (texts) => queue.saveAll(texts.map(job)),
      addDelayed: (text, delayMs) =>
        job(text)
          .delayUntil(Date.now() + delayMs)
          .save(),
      page: (offset, size) => queue.getJobs('waiting', { start: offset, end: offset + size - 1 }),
      completed: () => redis.scard(queue.toKey('succeeded')),
    };
  },

  async worker(target, concurrency, handle) {
    const queue = await open(target, { activateDelayedJobs: true });
    const run = async (/** @type {{ data: { text: string } }} */ job) => handle(job.data.text);
    return { start: () => void queue.process(concurrency, run) };
  },
};
