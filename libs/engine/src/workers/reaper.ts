import type { Keys } from '../keys';
import { silentLogger, type Logger } from '../logger';
import { Scripts } from '../lua/scripts';
import type { TaskQueue } from '../queues/task-queue';
import type { RedisClient } from '../redis-client';

export interface ReaperOptions {
  readonly redis: RedisClient;
  readonly keys: Keys;
  readonly queue: TaskQueue;
  /** A task that crashed its worker this often is buried. Default 3. */
  readonly maxCrashes?: number;
  /** Rest after the second crash, doubled for each further one. Default 5 s. */
  readonly restMs?: number;
  readonly logger?: Logger;
}

/** Gives the tasks of workers that stopped beating back to their queue. Any number of reapers may run at once. */
export class Reaper {
  private readonly logger: Logger;
  private readonly scripts: Scripts;

  constructor(private readonly options: ReaperOptions) {
    this.logger = options.logger ?? silentLogger;
    this.scripts = new Scripts(options.redis, options.keys);
  }

  /** Looks at every known worker once, with one command while all are alive; says how many were gone and how many tasks they left. */
  async runOnce(): Promise<{ workers: number; tasks: number }> {
    const gone = (await this.scripts.run('list-gone-workers', {})) as string[];
    let workers = 0;
    let tasks = 0;
    for (const workerId of gone) {
      const left = await this.recover(workerId);
      if (left === null) continue;
      workers += 1;
      tasks += left;
      this.logger.warn('A worker stopped beating; its tasks were given back', { workerId, tasks: left });
    }
    return { workers, tasks };
  }

  /** Tasks that a gone worker left, or null while its lease holds. */
  private async recover(workerId: string): Promise<number | null> {
    const { queue, maxCrashes = 3, restMs = 5_000 } = this.options;
    let tasks = 0;
    for (;;) {
      const result = await queue.recover({ workerId, maxCrashes, restMs });
      if (result.status === 'ALIVE') return null;
      tasks += result.returned + result.buried;
      if (result.status === 'DONE') return tasks;
    }
  }
}
