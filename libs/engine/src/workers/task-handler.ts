import type { TaskLabels, TaskMetadata } from '@workstream/contracts';
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
}

/** Does the work of one task type. */
export interface TaskHandler {
  /** Longest that one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Resolves with the result, stored as JSON; rejects with a TaskFailure to say how the attempt failed. */
  run(context: TaskContext): Promise<object>;
}
