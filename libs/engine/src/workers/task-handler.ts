import type { TaskLabels, TaskMetadata, TaskProgress } from '@workstream/contracts';
import type { Logger } from '../logger';

/** What a handler is given for one attempt. */
export interface TaskContext {
  readonly id: string;
  readonly type: string;
  /** From 1; grows with each attempt. */
  readonly attempt: number;
  readonly content: string | null;
  readonly metadata: TaskMetadata;
  readonly labels: TaskLabels;
  /** Aborts when the time limit is reached or the worker must stop; the attempt should then end soon. */
  readonly signal: AbortSignal;
  /** Logs with the task's id and attempt. */
  readonly log: Logger;
  /** The raw input bytes, or null when there are none or they have expired. */
  attachment(): Promise<Buffer | null>;
  /** What an earlier attempt saved under `name`, or null. */
  checkpoint(name: string): Promise<unknown>;
  /**
   * Keeps a finished part of the work, so that an attempt after a crash need not do it again. Kept until the task ends.
   *
   * @throws TaskFailure when this attempt is no longer the current one, so that no more is spent on it
   * @throws RangeError when `value` has more than 4 MiB of JSON
   */
  saveCheckpoint(name: string, value: object): Promise<void>;
  /**
   * To be asked before each step that costs money or cannot be undone.
   *
   * @throws TaskFailure when this attempt is no longer the current one
   */
  assertOwned(): Promise<void>;
  /** Shows how far the work has come. Costs at most four commands a second, however often it is called. */
  progress(progress: TaskProgress): void;
}

/** Does the work of one task type. */
export interface TaskHandler {
  /** Longest that one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Resolves with the result, stored as JSON; rejects with a TaskFailure to say how the attempt failed. */
  run(context: TaskContext): Promise<object>;
}
