import type { Clock } from '../clock';
import type { Keys } from '../keys';
import type { RedisClient } from '../redis-client';
import { readMemory } from './memory';

/** Asked at most this often, however many tasks come in. */
const FRESH_MS = 1_000;

/** Says when Redis is so full that no more should be taken in, so that what runs can still finish. */
export class StorageGuard {
  private askedAtMs = -Infinity;
  private isFull = false;

  /** @param options.share of the memory limit above which nothing is taken in; default 0.9 */
  constructor(
    private readonly options: {
      readonly redis: RedisClient;
      readonly keys: Keys;
      readonly clock: Clock;
      readonly share?: number;
    },
  ) {}

  /** True while Redis is nearly full. Without a limit set in Redis it never is. */
  async isNearlyFull(): Promise<boolean> {
    const { clock, keys, redis, share = 0.9 } = this.options;
    if (clock.now() - this.askedAtMs >= FRESH_MS) {
      this.askedAtMs = clock.now();
      const { usedBytes, limitBytes } = await readMemory(redis, keys);
      this.isFull = limitBytes !== null && usedBytes > limitBytes * share;
    }
    return this.isFull;
  }
}
