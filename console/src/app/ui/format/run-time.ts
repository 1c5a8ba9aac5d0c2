import { TaskSummary } from '@workstream/contracts';

type Run = Pick<TaskSummary, 'state' | 'started_at' | 'completed_at'>;

/** How long the last attempt has run, or ran until it completed; null while it waits for another. */
export function runTimeMs(task: Run, nowMs: number): number | null {
  if (task.started_at === null) return null;
  const startMs = Date.parse(task.started_at);
  if (task.completed_at !== null) return Math.max(0, Date.parse(task.completed_at) - startMs);
  return task.state === 'ACTIVE' ? Math.max(0, nowMs - startMs) : null;
}
