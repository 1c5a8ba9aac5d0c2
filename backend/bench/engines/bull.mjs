import { peer } from '../peer.mjs';
import { HOST, QUEUE } from './engine.mjs';

/** @param {import('./engine.mjs').Target} target */
async function open({ port }) {
  const queue = new (peer('bull'))(QUEUE, { redis: { host: HOST, port } });
  await queue.isReady();
  return queue;
}

/** @type {import('./engine.mjs').Engine} */
export const bull = {
  label: 'Bull',

  async producer(target) {
    const queue = await open(target);
    return {
      add: (text) => queue.add({ text }),
      addMany: (texts) => queue.addBulk(texts.map((text) => ({ data: { text } }))),
      addDelayed: (text, delay) => queue.add({ text }, { delay }),
      page: (offset, size) => queue.getWaiting(offset, offset + size - 1),
      completed: () => queue.getCompletedCount(),
    };
  },

  async worker(target, concurrency, handle) {
    const queue = await open(target);
    const run = async (/** @type {{ data: { text: string } }} */ job) => handle(job.data.text);
    return { start: () => void queue.process(concurrency, run) };
  },
};
