import { TaskRecord, TaskState } from '@workstream/contracts';

/** Something that happened to a task. */
export interface TaskMoment {
  readonly at: string;
  readonly state: TaskState;
  /** What there is to say about it; null where the state says it all. */
  readonly text: string | null;
}

/** All that is remembered of a task, the newest first: its states, and what went wrong. */
export function eventsOf(task: Pick<TaskRecord, 'state_history' | 'error_history'>): readonly TaskMoment[] {
  const moves = task.state_history.map(({ at, state }): TaskMoment => ({ at, state, text: null }));
  const errors = task.error_history.map(({ at, attempt, error_type, message }): TaskMoment => ({
    at,
    state: 'FAILED',
    text: `Attempt ${attempt}, ${error_type}: ${message}`,
  }));
  return [...moves, ...errors].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}
