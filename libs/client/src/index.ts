export type { ClientClock } from './clock';
export type { RetryPolicy } from './retrying-fetch';
export type { TaskChange } from './task-stream';
export {
  WorkstreamClient,
  type BatchTask,
  type CallOptions,
  type ClientOptions,
  type CreateOptions,
  type PdfInput,
  type Task,
  type TaskFilter,
  type TaskOptions,
  type TaskReceipt,
  type TaskSummary,
} from './workstream-client';
export { WorkstreamError, type Problem } from './workstream-error';
