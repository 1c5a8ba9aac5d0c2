import type { TaskQueue } from '../queues/task-queue';

/** Tasks moved by one script call; keeps every call short whatever the size of the schedule. */
const BATCH = 500;

/** Moves tasks whose time has come from the schedule to their queue. Any number of promoters may run at once. */
export class Promoter {
  private readonly queue: TaskQueue;

  constructor(options: { queue: TaskQueue }) {
    this.queue = options.queue;
  }

  /** Moves all that is due; says when the next is, null when nothing is scheduled. */
  async runOnce(): Promise<{ promoted: number; nextDueInMs: number | null }> {
    let promoted = 0;
    for (;;) {
      const step = await this.queue.promote(BATCH);
      promoted += step.promoted;
      if (step.promoted < BATCH) return { promoted, nextDueInMs: step.nextDueInMs };
    }
  }
}
