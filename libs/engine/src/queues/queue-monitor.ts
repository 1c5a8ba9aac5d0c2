import type { QueueStatus } from '@workstream/contracts';
import type { Redis } from 'ioredis';
import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';

/** Share of claims that the retry queue gets at each depth, as the claim script decides it. */
function retryRatio(retryDepth: number, warningDepth: number, criticalDepth: number): number {
  if (retryDepth >= criticalDepth) return 0.1;
  return retryDepth >= warningDepth ? 0.2 : 0.3;
}

/** Counts what waits, runs and rests. Exact, and of one moment. */
export class QueueMonitor {
  private readonly scripts: Scripts;
  private readonly warningDepth: number;
  private readonly criticalDepth: number;

  constructor(options: { redis: Redis; keys: Keys; warningDepth?: number; criticalDepth?: number }) {
    this.scripts = new Scripts(options.redis, options.keys);
    this.warningDepth = options.warningDepth ?? 1_000;
    this.criticalDepth = options.criticalDepth ?? 5_000;
  }

  async status(): Promise<QueueStatus> {
    const counts = (await this.scripts.run('count-tasks', {})) as [number, number, number, number, number, number];
    const [primary, retry, scheduled, dlq, active, completed] = counts;
    return {
      queues: { primary, retry, scheduled, dlq },
      states: {
        PENDING: primary + retry,
        ACTIVE: active,
        COMPLETED: completed,
        FAILED: 0,
        SCHEDULED: scheduled,
        DLQ: dlq,
      },
      retry_ratio: retryRatio(retry, this.warningDepth, this.criticalDepth),
    };
  }
}
