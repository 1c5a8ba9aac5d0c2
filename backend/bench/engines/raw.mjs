import { Redis } from 'ioredis';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { HOST } from './engine.mjs';

const waiting = 'raw:waiting';
const active = 'raw:active';
const completed = 'raw:completed';
/** @param {string | number} id */
const hash = (id) => `raw:task:${id}`;

const WAIT_MS = 1;

/**
 * The ceiling: the fewest commands with which a task can wait, run and be found afterwards, in pipelines of as many tasks
 * as there are at hand. No engine: no retries, no leases, and a crash loses what runs.
 * @type {import('./engine.mjs').Engine}
 */
export const raw = {
  label: 'Raw commands (ceiling)',

  async producer({ port }) {
    const redis = new Redis(port, HOST);
    const add = gathered((texts) => push(redis, texts));
    return {
      add,
      addMany: (texts) => push(redis, texts),
      addDelayed: null,
      page: async (offset, size) => read(redis, await redis.lrange(waiting, offset, offset + size - 1)),
      completed: () => redis.zcard(completed),
    };
  },

  async worker({ port }, concurrency, handle) {
    const redis = new Redis(port, HOST);
    const round = async () => {
      const ids = (await redis.lpop(waiting, concurrency)) ?? [];
      if (ids.length === 0) return delay(WAIT_MS);
      await redis.sadd(active, ...ids);
      for (const text of await read(redis, ids)) handle(text);
      await finish(redis, ids);
    };
    const work = async () => {
      for (;;) await round();
    };
    return { start: () => void work() };
  },
};

let lastId = 0;

/** @param {Redis} redis @param {string[]} texts */
async function push(redis, texts) {
  const pipeline = redis.pipeline();
  const ids = texts.map(() => `${++lastId}`.padStart(36, '0'));
  ids.forEach((id, i) => void pipeline.hset(hash(id), 'text', texts[i] ?? ''));
  await pipeline.rpush(waiting, ...ids).exec();
}

/** @param {Redis} redis @param {string[]} ids @returns {Promise<string[]>} */
async function read(redis, ids) {
  const pipeline = redis.pipeline();
  for (const id of ids) pipeline.hget(hash(id), 'text');
  return ((await pipeline.exec()) ?? []).map(([, text]) => String(text));
}

/** @param {Redis} redis @param {string[]} ids */
async function finish(redis, ids) {
  const now = Date.now();
  const pipeline = redis.pipeline();
  for (const id of ids) pipeline.hset(hash(id), 'done_at', now);
  pipeline.srem(active, ...ids).zadd(completed, ...ids.flatMap((id) => [now, id]));
  await pipeline.exec();
}

/**
 * Single calls of one turn of the event loop travel together.
 * @param {(texts: string[]) => Promise<void>} send
 */
function gathered(send) {
  /** @type {string[]} */
  let texts = [];
  /** @type {Promise<void> | null} */
  let sending = null;
  return (/** @type {string} */ text) => {
    texts.push(text);
    sending ??= nextTurn().then(() => {
      const batch = texts;
      texts = [];
      sending = null;
      return send(batch);
    });
    return sending;
  };
}
