import type { TaskState } from '@workstream/contracts';

/** Every move that changes a task's state. */
export const MOVES = [
  'claim',
  'complete',
  'fail',
  'release',
  'promote',
  'recover',
  'retry',
  'cancel',
  'delete',
] as const;
export type Move = (typeof MOVES)[number];

/** What a move makes of a task: its next state, GONE, or nothing at all. */
export type MoveEffect = TaskState | 'GONE' | 'UNCHANGED';

/** The states in which a task can rest between two moves. */
export type RestingState = Exclude<TaskState, 'FAILED'>;

/** A move's effect on a task in each state. */
type Row = Readonly<Record<RestingState, MoveEffect>>;

const nothing: Row = {
  PENDING: 'UNCHANGED',
  ACTIVE: 'UNCHANGED',
  COMPLETED: 'UNCHANGED',
  SCHEDULED: 'UNCHANGED',
  DLQ: 'UNCHANGED',
  CANCELLED: 'UNCHANGED',
};

/**
 * The state machine, whole: what each move does to a task in each state. `fail` on a task without retries left, or with a
 * permanent error, and `recover` from a task's last allowed crash end in DLQ instead.
 */
export const STATE_TABLE: Readonly<Record<Move, Row>> = {
  claim: { ...nothing, PENDING: 'ACTIVE' },
  complete: { ...nothing, ACTIVE: 'COMPLETED' },
  fail: { ...nothing, ACTIVE: 'SCHEDULED' },
  release: { ...nothing, ACTIVE: 'PENDING' },
  promote: { ...nothing, SCHEDULED: 'PENDING' },
  recover: { ...nothing, ACTIVE: 'PENDING' },
  retry: { ...nothing, DLQ: 'PENDING' },
  cancel: { ...nothing, PENDING: 'CANCELLED', ACTIVE: 'CANCELLED', SCHEDULED: 'CANCELLED' },
  delete: { PENDING: 'GONE', ACTIVE: 'GONE', COMPLETED: 'GONE', SCHEDULED: 'GONE', DLQ: 'GONE', CANCELLED: 'GONE' },
};
