import type { InitialStatusEvent, QueueStatus, TaskCreatedEvent, TaskStateChangedEvent } from '@workstream/contracts';
import type { TaskMove } from '@workstream/engine';

/** A move and when Redis made it. */
export interface TimedMove extends TaskMove {
  readonly atMs: number;
}

const counts = ({ queues, states }: QueueStatus) => ({ queue_depths: queues, state_counts: states });

/** The whole state. */
export const initialStatus = (status: QueueStatus, timestamp: string): InitialStatusEvent => ({
  type: 'initial_status',
  ...counts(status),
  retry_ratio: status.retry_ratio,
  paused: status.paused,
  timestamp,
});

/** One move, with the counts after it. */
export function moveEvent(move: TimedMove, status: QueueStatus): TaskCreatedEvent | TaskStateChangedEvent {
  const common = { task_id: move.id, ...counts(status), timestamp: new Date(move.atMs).toISOString() };
  return move.from === null
    ? { type: 'task_created', ...common }
    : { type: 'task_state_changed', old_state: move.from, new_state: move.to, ...common };
}
