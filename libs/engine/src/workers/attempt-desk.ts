import type { TaskProgress } from '@workstream/contracts';
import type { Clock } from '../clock';
import { TaskFailure } from '../errors';
import type { TaskQueue } from '../queues/task-queue';
import type { Attempt } from '../tasks/task';
import type { TaskStore } from '../tasks/task-store';

/** Longest value of a checkpoint, in characters of JSON. */
const MAX_CHECKPOINT_LENGTH = 4 * 1024 * 1024;

/** What running attempts read and write of their own task; all of a worker's attempts share one. */
export class AttemptDesk {
  constructor(
    private readonly options: {
      readonly queue: TaskQueue;
      readonly store: TaskStore;
      readonly workerId: string;
      readonly clock: Clock;
    },
  ) {}

  attachment(id: string): Promise<Buffer | null> {
    return this.options.store.attachment(id);
  }

  async checkpoint(id: string, name: string): Promise<unknown> {
    const json = await this.options.store.checkpoint(id, name);
    return json === null ? null : (JSON.parse(json) as unknown);
  }

  /** @throws TaskFailure when the attempt is no longer the current one */
  async saveCheckpoint(attempt: Attempt, name: string, value: object): Promise<void> {
    const json = JSON.stringify(value);
    if (json.length > MAX_CHECKPOINT_LENGTH) throw new RangeError(`The checkpoint "${name}" is too long`);
    const saved = await this.options.queue.saveCheckpoint(this.options.workerId, attempt, name, json);
    if (!saved) throw takenBack();
  }

  /** @throws TaskFailure when the attempt is no longer the current one */
  async assertOwned(attempt: Attempt): Promise<void> {
    if (!(await this.options.queue.owns(this.options.workerId, attempt))) throw takenBack();
  }

  async noteProgress(attempt: Attempt, progress: TaskProgress): Promise<void> {
    await this.options.queue.noteProgress(this.options.workerId, attempt, progress);
  }

  rest(ms: number): Promise<void> {
    return this.options.clock.delay(ms);
  }
}

const takenBack = (): TaskFailure =>
  new TaskFailure('The task is no longer this attempt’s: it was cancelled, deleted or given to another worker', {
    errorType: 'Other',
  });
