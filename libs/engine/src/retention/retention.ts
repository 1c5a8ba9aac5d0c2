import type { Keys } from '../keys';
import { silentLogger, type Logger } from '../logger';
import { END_PLACES, type EndPlace, type TaskQueue } from '../queues/task-queue';
import type { RedisClient } from '../redis-client';
import { readMemory } from './memory';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface RetentionOptions {
  readonly redis: RedisClient;
  readonly keys: Keys;
  readonly queue: TaskQueue;
  /** How long a task is kept after it ended, by how it ended, in ms. Default 7 days; 30 for the DLQ. */
  readonly keepMs?: Readonly<Partial<Record<EndPlace, number>>>;
  /** Above this share of Redis' memory limit the oldest results go before their time. Default 0.75. */
  readonly memoryShare?: number;
  readonly logger?: Logger;
}

const DEFAULT_KEEP_MS: Readonly<Record<EndPlace, number>> = {
  completed: 7 * DAY_MS,
  cancelled: 7 * DAY_MS,
  dlq: 30 * DAY_MS,
};

/** Tasks removed by one script call; keeps every call short. */
const BATCH = 200;
/** Calls in one run; what is left goes with the next run. */
const MAX_CALLS = 50;

/** Removes finished tasks by age and, when memory runs short, by bytes. Dead letters never go before their time. */
export class Retention {
  private readonly keepMs: Readonly<Record<EndPlace, number>>;
  private readonly logger: Logger;

  constructor(private readonly options: RetentionOptions) {
    this.keepMs = { ...DEFAULT_KEEP_MS, ...options.keepMs };
    this.logger = options.logger ?? silentLogger;
  }

  /** One bounded run; says how many tasks went because of their age and how many because of the memory they took. */
  async runOnce(): Promise<{ aged: number; evicted: number }> {
    const types = await this.options.redis.smembers(this.options.keys.taskTypes);
    const aged = await this.removeAged(types);
    const evicted = await this.makeRoom(types);
    if (aged + evicted > 0) this.logger.info('Finished tasks were removed', { aged, evicted });
    return { aged, evicted };
  }

  private async removeAged(types: readonly string[]): Promise<number> {
    let removed = 0;
    for (const place of END_PLACES) {
      for (const type of types) removed += await this.removeUntilFewer(place, type, this.keepMs[place]);
    }
    return removed;
  }

  private async removeUntilFewer(place: EndPlace, type: string, keepMs: number): Promise<number> {
    let removed = 0;
    for (let call = 0; call < MAX_CALLS; call++) {
      const step = await this.options.queue.removeExpired(place, type, keepMs, BATCH);
      removed += step;
      if (step < BATCH) break;
    }
    return removed;
  }

  /** The oldest results of each type in turn, until Redis is back under the share. */
  private async makeRoom(types: readonly string[]): Promise<number> {
    let removed = 0;
    for (let call = 0; call < MAX_CALLS && (await this.isShort()); call++) {
      let step = 0;
      for (const type of types) step += await this.options.queue.removeExpired('completed', type, 0, BATCH);
      if (step === 0) break;
      removed += step;
    }
    return removed;
  }

  private async isShort(): Promise<boolean> {
    const { usedBytes, limitBytes } = await readMemory(this.options.redis, this.options.keys);
    return limitBytes !== null && usedBytes > limitBytes * (this.options.memoryShare ?? 0.75);
  }
}
