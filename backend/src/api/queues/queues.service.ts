import { Injectable } from '@nestjs/common';
import type { QueueName, QueueStatus } from '@workstream/contracts';
import { QueueMonitor, TaskStore } from '@workstream/engine';

/** What waits, counted and listed. */
@Injectable()
export class QueuesService {
  constructor(
    private readonly monitor: QueueMonitor,
    private readonly store: TaskStore,
  ) {}

  status(): Promise<QueueStatus> {
    return this.monitor.status();
  }

  /** Oldest first; in the schedule, soonest first. */
  taskIds(queue: QueueName, limit: number): Promise<string[]> {
    return this.store.ids(queue, limit);
  }
}
