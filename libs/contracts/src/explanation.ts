import type { TaskState } from './task';

/** What can hold a task back, in the order in which it is passed. `provider` is there where a model provider is asked. */
export const GATES = ['schedule', 'queue', 'workers', 'provider', 'line'] as const;
export type Gate = (typeof GATES)[number];

/** One thing that a waiting task must pass. */
export interface GateVerdict {
  readonly gate: Gate;
  /** False: the task waits here. */
  readonly open: boolean;
  /** One sentence. */
  readonly message: string;
  /** When it opens by itself; null where nobody can tell. */
  readonly until: string | null;
}

/** `GET /tasks/{id}/explain`: why a task waits, what it does, or why it failed. */
export interface TaskExplanation {
  readonly task_id: string;
  readonly state: TaskState;
  /** One sentence. */
  readonly summary: string;
  /** What a person can do, in one line; null where there is nothing to do. */
  readonly advice: string | null;
  /** Empty unless the task waits. */
  readonly gates: readonly GateVerdict[];
  /** Tasks that are before it in its queue; null unless it stands in one, or when too many do to count. */
  readonly position: number | null;
}
