import { AsyncLocalStorage } from 'node:async_hooks';

/** Values that every line logged while a request is handled carries. */
export interface LogContext {
  readonly trace_id: string;
}

/** Follows one request through everything it awaits. */
export const logContext = new AsyncLocalStorage<LogContext>();
