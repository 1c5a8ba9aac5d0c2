import { Injectable } from '@nestjs/common';
import type { DeletedTask, RequeuedTasks, TaskPage, TaskReceipt, TaskRecord, TaskSummary } from '@workstream/contracts';
import { assertNever, Reaper, TaskQueue, TaskStore } from '@workstream/engine';
import { ProblemException } from '../http';
import type { ListTasksDto } from './dto/list-tasks.dto';
import { taskId, unknownTask } from './task-id';
import { TaskWatch } from './task-watch';
import { toTaskQuery } from './to-task-query';

const CANCELLED_BY_REQUEST = 'Cancelled on request';

/** Decides what may be done with tasks that exist; the engine does it. */
@Injectable()
export class TasksService {
  constructor(
    private readonly queue: TaskQueue,
    private readonly store: TaskStore,
    private readonly watch: TaskWatch,
    private readonly reaper: Reaper,
  ) {}

  list(query: ListTasksDto): Promise<TaskPage<TaskRecord>> {
    return this.store.list(toTaskQuery(query));
  }

  listSummaries(query: ListTasksDto): Promise<TaskPage<TaskSummary>> {
    return this.store.listSummaries(toTaskQuery(query));
  }

  async get(id: string): Promise<TaskRecord> {
    const task = await this.store.get(taskId(id));
    if (!task) throw unknownTask(id);
    return task;
  }

  /** The task once it has ended, or as it is after `waitMs`, or when the caller has left. */
  async getEnded(id: string, waitMs: number, left: AbortSignal): Promise<TaskRecord> {
    const task = await this.watch.untilEnded(taskId(id), waitMs, left);
    if (task === 'UNKNOWN') throw unknownTask(id);
    if (task === 'DELETED') throw new ProblemException('gone', `The task ${id} was deleted while you waited for it.`);
    return task;
  }

  async retry(id: string, resetRetryCount: boolean): Promise<TaskReceipt> {
    const result = await this.queue.retry(taskId(id), { resetRetryCount });
    switch (result.status) {
      case 'QUEUED':
        return { task_id: id, state: 'PENDING' };
      case 'NOT_FOUND':
        throw unknownTask(id);
      case 'WRONG_STATE':
        throw new ProblemException(
          'wrong-state',
          `Only FAILED and DLQ tasks can be retried; this one is ${result.state}.`,
        );
      default:
        return assertNever(result);
    }
  }

  async cancel(id: string, reason: string = CANCELLED_BY_REQUEST): Promise<TaskReceipt> {
    const result = await this.queue.cancel(taskId(id), reason);
    switch (result.status) {
      case 'CANCELLED':
        return { task_id: id, state: 'CANCELLED' };
      case 'NOT_FOUND':
        throw unknownTask(id);
      case 'WRONG_STATE':
        throw new ProblemException(
          'wrong-state',
          `Only tasks that have not ended can be cancelled; this one is ${result.state}.`,
        );
      default:
        return assertNever(result);
    }
  }

  async delete(id: string): Promise<DeletedTask> {
    const result = await this.queue.delete(taskId(id));
    if (result.status === 'NOT_FOUND') throw unknownTask(id);
    return { task_id: id, message: `The ${result.state} task was deleted.` };
  }

  /** Looks after workers that are gone at once, instead of at the reaper's next look. */
  async requeueOrphaned(): Promise<RequeuedTasks> {
    const { workers, tasks } = await this.reaper.runOnce();
    const message =
      workers === 0
        ? 'No worker is gone: every running task has one that beats.'
        : `${counted(tasks, 'task')} of ${counted(workers, 'worker')} that stopped beating ${tasks === 1 ? 'was' : 'were'} given back.`;
    return { found: tasks, requeued: tasks, errors: [], message };
  }
}

const counted = (count: number, noun: string): string => `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
