import type { Redis } from 'ioredis';

/** Reads every key of a server, under its name without a hash tag, so that a spec sees also what was left behind. Sets are sorted; zsets are member → score. */
export async function snapshot(redis: Redis): Promise<Record<string, unknown>> {
  const names = (await redis.keys('*')).sort();
  const entries = await Promise.all(
    names.map(async (name) => [name.replace(/^\{.*?\}:/, ''), await readKey(redis, name)] as const),
  );
  return Object.fromEntries(entries);
}

async function readKey(redis: Redis, name: string): Promise<unknown> {
  const type = await redis.type(name);
  switch (type) {
    case 'hash':
      return redis.hgetall(name);
    case 'list':
      return redis.lrange(name, 0, -1);
    case 'set':
      return (await redis.smembers(name)).sort();
    case 'zset':
      return pairs(await redis.zrange(name, 0, '-1', 'WITHSCORES'));
    default:
      return redis.get(name);
  }
}

const pairs = (flat: readonly string[]): Record<string, number> =>
  Object.fromEntries(flat.flatMap((member, i) => (i % 2 === 0 ? [[member, Number(flat[i + 1])]] : [])));
