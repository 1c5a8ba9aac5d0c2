import { StateChange, TaskRecord, TaskState, isTerminal } from '@workstream/contracts';

/** One stay in a state. */
export interface TimelineStep {
  readonly state: TaskState;
  readonly at: string;
  /** How long it stayed; null for a state that is not left again. */
  readonly durationMs: number | null;
  readonly isCurrent: boolean;
}

/** The stays of a task, oldest first; the last one lasts until now unless nothing follows it. */
export function timelineOf(task: Pick<TaskRecord, 'state_history'>, nowMs: number): TimelineStep[] {
  return task.state_history.map((change, index, all) => {
    const following = all[index + 1];
    return {
      ...change,
      durationMs: stayOf(change, following, nowMs),
      isCurrent: following === undefined,
    };
  });
}

function stayOf(change: StateChange, following: StateChange | undefined, nowMs: number): number | null {
  if (following) return Date.parse(following.at) - Date.parse(change.at);
  return isTerminal(change.state) ? null : Math.max(0, nowMs - Date.parse(change.at));
}
