import type { ErrorType } from '@workstream/contracts';

/** Thrown by a handler to say how its attempt failed. Any other error counts as `Other` and is tried again. */
export class TaskFailure extends Error {
  readonly errorType: ErrorType;
  /** True: no further attempt can help, the task goes to the DLQ at once. */
  readonly permanent: boolean;
  /** The next attempt starts no earlier than this many milliseconds from now. */
  readonly retryAfterMs: number;
  /** False where waiting is not the task's fault: a throttle, a budget. It is tried again without losing a retry. */
  readonly usesRetry: boolean;

  constructor(
    message: string,
    options: {
      errorType: ErrorType;
      permanent?: boolean;
      retryAfterMs?: number;
      /** Default: true, but for RateLimited. */
      usesRetry?: boolean;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.name = 'TaskFailure';
    this.errorType = options.errorType;
    this.permanent = options.permanent ?? false;
    this.retryAfterMs = options.retryAfterMs ?? 0;
    this.usesRetry = options.usesRetry ?? options.errorType !== 'RateLimited';
  }
}

/** Redis is full: nothing was written. Tasks that run still finish; try again when room has been made. */
export class StorageFullError extends Error {
  constructor(options?: ErrorOptions) {
    super('Redis has no memory left for new tasks', options);
    this.name = 'StorageFullError';
  }
}

/** Makes a switch over a union exhaustive at compile time. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

/** The message of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
