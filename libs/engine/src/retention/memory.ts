import type { RedisClient } from '../redis-client';

/** How full Redis is, in bytes. */
export interface MemoryUse {
  readonly usedBytes: number;
  /** Null: no limit is set. */
  readonly limitBytes: number | null;
}

/** Asks Redis how full it is. */
export async function readMemory(redis: RedisClient): Promise<MemoryUse> {
  const info = await redis.info('memory');
  const value = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  const limit = value('maxmemory');
  return { usedBytes: value('used_memory'), limitBytes: limit === 0 ? null : limit };
}
