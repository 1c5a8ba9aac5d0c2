import type { PausableQueue, QueueDepths, StateCounts } from './queue';
import type { TaskProgress, TaskState } from './task';

/** First event of the stream, and again after every gap. */
export interface InitialStatusEvent {
  readonly type: 'initial_status';
  readonly queue_depths: QueueDepths;
  readonly state_counts: StateCounts;
  readonly retry_ratio: number;
  /** Queues that nothing is taken from. */
  readonly paused: readonly PausableQueue[];
  readonly timestamp: string;
}

/** A task was accepted. */
export interface TaskCreatedEvent {
  readonly type: 'task_created';
  readonly task_id: string;
  readonly queue_depths: QueueDepths;
  readonly state_counts: StateCounts;
  readonly timestamp: string;
}

/** A task moved. `new_state` is null when it was deleted. */
export interface TaskStateChangedEvent {
  readonly type: 'task_state_changed';
  readonly task_id: string;
  readonly old_state: TaskState;
  readonly new_state: TaskState | null;
  readonly queue_depths: QueueDepths;
  readonly state_counts: StateCounts;
  readonly timestamp: string;
}

/** Sent when nothing happened for a while, so that both ends know the stream lives. */
export interface HeartbeatEvent {
  readonly type: 'heartbeat';
  readonly timestamp: string;
}

/** What `GET /queues/status/stream` sends, one JSON object per SSE message. */
export type QueueEvent = InitialStatusEvent | TaskCreatedEvent | TaskStateChangedEvent | HeartbeatEvent;

/** First message of `GET /tasks/{id}/events`, and each change of state after it. `state` is null when the task was deleted. */
export interface TaskStateEvent {
  readonly type: 'state';
  readonly task_id: string;
  readonly state: TaskState | null;
  readonly timestamp: string;
}

/** How far the attempt has come. */
export interface TaskProgressEvent {
  readonly type: 'progress';
  readonly task_id: string;
  readonly progress: TaskProgress;
  readonly timestamp: string;
}

/** What `GET /tasks/{id}/events` sends. The stream ends by itself after a terminal state or the task's deletion. */
export type TaskEvent = TaskStateEvent | TaskProgressEvent | HeartbeatEvent;
