import { TaskRecord, isTerminal } from '@workstream/contracts';

/** How far a task has come, ready to be shown. */
export interface ProgressLine {
  readonly mode: 'determinate' | 'indeterminate';
  /** 0 to 100. */
  readonly percent: number;
  readonly text: string;
}

/** The line to show for a task; null when there is nothing to wait for. */
export function progressOf(task: TaskRecord | null): ProgressLine | null {
  if (task === null || isTerminal(task.state)) return null;
  const { progress } = task;
  if (progress === null || task.state !== 'ACTIVE') return { mode: 'indeterminate', percent: 0, text: '' };
  const percent = progress.total === 0 ? 0 : Math.min(100, (progress.done / progress.total) * 100);
  const count = `${progress.done} of ${progress.total}`;
  return { mode: 'determinate', percent, text: progress.message === null ? count : `${count}, ${progress.message}` };
}
