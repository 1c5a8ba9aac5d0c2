import type { QueueDepths, StateCounts } from './queue';
import type { TaskState } from './task';

/** First event of the stream, and again after every gap. */
export interface InitialStatusEvent {
  readonly type: 'initial_status';
  readonly queue_depths: QueueDepths;
  readonly state_counts: StateCounts;
  readonly retry_ratio: number;
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
