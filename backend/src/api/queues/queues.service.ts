import { Injectable } from '@nestjs/common';
import type { PausableQueue, QueueName, QueueStatus, QueueSwitch, TaskRecord } from '@workstream/contracts';
import { QueueMonitor, TaskQueue, TaskStore } from '@workstream/engine';
import { QueueFeed } from './queue-feed';

/** What waits, counted and listed. */
@Injectable()
export class QueuesService {
  constructor(
    private readonly monitor: QueueMonitor,
    private readonly store: TaskStore,
    private readonly queue: TaskQueue,
    private readonly feed: QueueFeed,
  ) {}

  status(): Promise<QueueStatus> {
    return this.monitor.status();
  }

  /** Oldest first; in the schedule, soonest first. */
  taskIds(queue: QueueName, limit: number): Promise<string[]> {
    return this.store.ids(queue, limit);
  }

  /** Records of the dead-letter queue, those that have been there longest first. */
  async deadTasks(limit: number): Promise<TaskRecord[]> {
    const query = { queue: 'dlq', sortBy: 'updated_at', sortOrder: 'asc', page: 1, pageSize: limit } as const;
    return [...(await this.store.list(query)).tasks];
  }

  async pause(queue: PausableQueue): Promise<QueueSwitch> {
    await this.queue.pause(queue);
    this.feed.resync();
    const message = `Nothing is taken from ${queue} until it is resumed; tasks that run go on.`;
    return { queue, paused: true, message };
  }

  async resume(queue: PausableQueue): Promise<QueueSwitch> {
    await this.queue.resume(queue);
    this.feed.resync();
    return { queue, paused: false, message: `Tasks are taken from ${queue} again.` };
  }
}
