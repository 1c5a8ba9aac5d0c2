import type { Keys } from '../keys';
import { askServer, type RedisClient } from '../redis-client';

/** How full the server with our keys is, in bytes. */
export interface MemoryUse {
  readonly usedBytes: number;
  /** Null: no limit is set. */
  readonly limitBytes: number | null;
}

/** Asks Redis how full it is. */
export async function readMemory(redis: RedisClient, keys: Keys): Promise<MemoryUse> {
  const info = (await askServer(redis, keys, 'INFO', 'memory')) as string;
  const value = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  const limit = value('maxmemory');
  return { usedBytes: value('used_memory'), limitBytes: limit === 0 ? null : limit };
}
