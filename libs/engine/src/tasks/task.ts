import type { TaskMetadata, TaskState } from '@workstream/contracts';

/** What a producer hands over. */
export interface NewTask {
  /** A UUID chosen by the producer, so that a create whose reply was lost can be repeated. Default: a new one. */
  readonly id?: string;
  readonly type: string;
  /** The text to work on, or null when the input is an attachment. */
  readonly content: string | null;
  readonly metadata?: TaskMetadata;
  /** Failed attempts that are tried again before the task goes to the DLQ. Default 3. */
  readonly maxRetries?: number;
  /** Raw bytes that only the handler reads; kept in a key of their own with a lifetime, never in the task's hash. */
  readonly attachment?: Buffer;
}

/** A task that Redis has acknowledged. */
export interface EnqueuedTask {
  readonly id: string;
  /** Milliseconds of Redis time. */
  readonly createdAtMs: number;
}

/** One run of one task. `attempt` is the fencing token: outcomes are accepted from the current attempt only. */
export interface Attempt {
  readonly id: string;
  readonly attempt: number;
}

/** A task that this worker now owns. */
export interface ClaimedTask extends Attempt {
  readonly type: string;
  readonly content: string | null;
  readonly metadata: TaskMetadata;
  readonly retryCount: number;
  readonly maxRetries: number;
}

/** How a move on a task that the caller named ended. */
export type RetryResult =
  | { readonly status: 'QUEUED' }
  | { readonly status: 'NOT_FOUND' }
  | { readonly status: 'WRONG_STATE'; readonly state: TaskState };

export type DeleteResult = { readonly status: 'DELETED'; readonly state: TaskState } | { readonly status: 'NOT_FOUND' };

/** How an attempt ended for the engine. STALE: the token was no longer the current one, nothing was recorded. */
export type SettledStatus = 'COMPLETED' | 'SCHEDULED' | 'DLQ' | 'RELEASED' | 'STALE';
