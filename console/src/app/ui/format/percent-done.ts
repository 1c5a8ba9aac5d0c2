import { TaskSummary } from '@workstream/contracts';

type Progressing = Pick<TaskSummary, 'state' | 'progress'>;

/** How far a running task says that it has come, 0 to 100; null while it says nothing or does not run. */
export function percentDone({ state, progress }: Progressing): number | null {
  if (state !== 'ACTIVE' || progress === null || progress.total <= 0) return null;
  return Math.round(Math.min(1, progress.done / progress.total) * 100);
}
