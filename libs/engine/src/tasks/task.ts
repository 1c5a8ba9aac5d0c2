import type { ErrorType, Priority, TaskLabels, TaskMetadata, TaskState } from '@workstream/contracts';

/** What a producer hands over. */
export interface NewTask {
  readonly type: string;
  /** The text to work on, or null when the input is an attachment. */
  readonly content: string | null;
  readonly metadata?: TaskMetadata;
  readonly labels?: TaskLabels;
  /** Failed attempts that are tried again before the task goes to the DLQ. Default 3. */
  readonly maxRetries?: number;
  /** The task waits until then; milliseconds since 1970, compared with Redis time. */
  readonly runAtMs?: number;
  readonly priority?: Priority;
  /** Longest that one attempt may take, in milliseconds. Default: what its handler says. */
  readonly timeoutMs?: number;
  /** A task that has waited longer than this since its creation goes to the DLQ instead of running. Milliseconds. */
  readonly maxAgeMs?: number;
  /** A second task with this key is not created while the first one exists; the key is forgotten after a day. */
  readonly idempotencyKey?: string;
  /** Raw bytes that only the handler reads; kept in a key of their own with a lifetime, never in the task's hash. */
  readonly attachment?: Buffer;
}

/**
 * How an enqueue ended. EXISTING: the idempotency key is known and the task is the same, its id is given. CONFLICT: the
 * key is known for another task, whose id is given; nothing was created.
 */
export interface EnqueuedTask {
  readonly status: 'CREATED' | 'EXISTING' | 'CONFLICT';
  readonly id: string;
}

/** One run of one task. `attempt` is the fencing token: outcomes are accepted from the current attempt only. */
export interface Attempt {
  readonly id: string;
  readonly attempt: number;
}

/** An attempt that ended well. */
export interface CompletedAttempt extends Attempt {
  /** The handler's result, as JSON. */
  readonly resultJson: string;
}

/** An attempt that ended badly. */
export interface FailedAttempt extends Attempt {
  readonly errorType: ErrorType;
  readonly message: string;
  /** No further attempt can help. */
  readonly permanent: boolean;
  /** Milliseconds until the next attempt. */
  readonly restMs: number;
  /** False for a throttle: being asked to wait is not the task's fault. */
  readonly usesRetry: boolean;
}

/** A task that this worker now owns. */
export interface ClaimedTask extends Attempt {
  readonly type: string;
  readonly content: string | null;
  readonly metadata: TaskMetadata;
  readonly labels: TaskLabels;
  readonly retryCount: number;
  readonly maxRetries: number;
  /** Null leaves it to the handler. */
  readonly timeoutMs: number | null;
}

/** How a move on a task that the caller named ended. */
export type RetryResult =
  | { readonly status: 'QUEUED' }
  | { readonly status: 'NOT_FOUND' }
  | { readonly status: 'WRONG_STATE'; readonly state: TaskState };

export type CancelResult =
  | { readonly status: 'CANCELLED' }
  | { readonly status: 'NOT_FOUND' }
  | { readonly status: 'WRONG_STATE'; readonly state: TaskState };

export type DeleteResult = { readonly status: 'DELETED'; readonly state: TaskState } | { readonly status: 'NOT_FOUND' };

/** How an attempt ended for the engine. STALE: the token was no longer the current one, nothing was recorded. */
export type SettledStatus = 'COMPLETED' | 'SCHEDULED' | 'DLQ' | 'RELEASED' | 'STALE';
