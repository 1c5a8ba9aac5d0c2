import type { TaskState } from './task';

/** The queues a task can wait in. */
export const QUEUE_NAMES = ['primary', 'retry', 'scheduled', 'dlq'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** The queues that can be told to give out nothing. */
export const PAUSABLE_QUEUES = ['primary', 'retry'] as const satisfies readonly QueueName[];
export type PausableQueue = (typeof PAUSABLE_QUEUES)[number];

/** Tasks waiting in each queue. */
export type QueueDepths = Readonly<Record<QueueName, number>>;

/** Tasks in each state. */
export type StateCounts = Readonly<Record<TaskState, number>>;

/** `200` of `POST /queues/{name}/pause` and `/resume`. */
export interface QueueSwitch {
  readonly queue: PausableQueue;
  readonly paused: boolean;
  readonly message: string;
}

/** `GET /queues/status`. */
export interface QueueStatus {
  readonly queues: QueueDepths;
  readonly states: StateCounts;
  /** Share of claims taken from the retry queue while both queues have tasks, 0 to 1. */
  readonly retry_ratio: number;
  /** Queues that nothing is taken from. */
  readonly paused: readonly PausableQueue[];
}
