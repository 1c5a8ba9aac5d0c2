import { AsyncLocalStorage } from 'node:async_hooks';

/** Whose line it is, as far as it is known: a request's or a task's. */
export interface LogContext {
  readonly trace_id?: string;
  readonly task_id?: string;
  readonly attempt?: number;
}

/** Follows one request, or one attempt at a task, through everything it awaits; every line logged meanwhile carries it. */
export const logContext = new AsyncLocalStorage<LogContext>();
