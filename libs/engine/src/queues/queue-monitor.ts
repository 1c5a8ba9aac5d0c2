import type { PausableQueue, QueueStatus } from '@workstream/contracts';
import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';
import type { RedisClient } from '../redis-client';
import { DEFAULT_RETRY_SHARE, type RetryShare } from './task-queue';

/** Share of claims that the retry queue gets at each depth, as the claim script decides it. */
function retryRatio(retryDepth: number, { warningDepth, criticalDepth }: RetryShare): number {
  if (retryDepth >= criticalDepth) return 0.1;
  return retryDepth >= warningDepth ? 0.2 : 0.3;
}

type Counts = [number, number, number, number, number, number, number, PausableQueue[]];

/** Counts what waits, runs and rests. Exact, and of one moment. */
export class QueueMonitor {
  private readonly scripts: Scripts;
  private readonly retryShare: RetryShare;

  constructor(options: { redis: RedisClient; keys: Keys; retryShare?: RetryShare }) {
    this.scripts = new Scripts(options.redis, options.keys);
    this.retryShare = options.retryShare ?? DEFAULT_RETRY_SHARE;
  }

  async status(): Promise<QueueStatus> {
    const [primary, retry, scheduled, dlq, active, completed, cancelled, paused] = (await this.scripts.run(
      'count-tasks',
      {},
    )) as Counts;
    return {
      queues: { primary, retry, scheduled, dlq },
      states: {
        PENDING: primary + retry,
        ACTIVE: active,
        COMPLETED: completed,
        FAILED: 0,
        SCHEDULED: scheduled,
        DLQ: dlq,
        CANCELLED: cancelled,
      },
      retry_ratio: retryRatio(retry, this.retryShare),
      paused: paused.sort(),
    };
  }
}
