export type { Attempt, ClaimedTask, DeleteResult, EnqueuedTask, NewTask, RetryResult, SettledStatus } from './tasks/task';
