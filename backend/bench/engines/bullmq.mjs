import { peer } from '../peer.mjs';
import { HOST, QUEUE } from './engine.mjs';

/** @type {import('./engine.mjs').Engine} */
export const bullmq = {
  label: 'BullMQ',

  async producer({ port }) {
    const queue = new (peer('bullmq').Queue)(QUEUE, { connection: { host: HOST, port } });
    await queue.waitUntilReady();
    return {
      add: (text) => queue.add(QUEUE, { text }),
      addMany: (texts) => queue.addBulk(texts.map((text) => ({ name: QUEUE, data: { text } }))),
      addDelayed: (text, delay) => queue.add(QUEUE, { text }, { delay }),
      page: (offset, size) => queue.getWaiting(offset, offset + size - 1),
      completed: () => queue.getCompletedCount(),
    };
  },

  async worker({ port }, concurrency, handle) {
    const run = async (/** @type {{ data: { text: string } }} */ job) => handle(job.data.text);
    const connection = { host: HOST, port, maxRetriesPerRequest: null };
    const worker = new (peer('bullmq').Worker)(QUEUE, run, { connection, concurrency, autorun: false });
    await worker.waitUntilReady();
    return { start: () => void worker.run() };
  },
};
