import { TaskSummary, isRetryable } from '@workstream/contracts';
import { formatAttempts } from '../format/attempts';
import { runTimeMs } from '../format/run-time';

/** A row as the table takes it. */
export interface TaskRowInput {
  readonly task: TaskSummary;
  /** Grows with every change since the list was loaded; a changed row lights up once. */
  readonly changes: number;
  readonly isDeleted: boolean;
}

/** A row as the table draws it. */
export interface TaskRow extends TaskRowInput {
  readonly attempts: string;
  readonly runTimeMs: number | null;
  readonly flash: 'odd' | 'even' | null;
  readonly canRetry: boolean;
  readonly isDoomed: boolean;
  readonly isOpen: boolean;
}

/** What all rows have in common. */
export interface RowSurroundings {
  readonly nowMs: number;
  readonly doomed: ReadonlySet<string>;
  readonly openId: string | null;
}

/** Prepares rows for the template, which decides nothing by itself. */
export const rowsOf = (inputs: readonly TaskRowInput[], { nowMs, doomed, openId }: RowSurroundings): TaskRow[] =>
  inputs.map((input) => {
    const { task, changes, isDeleted } = input;
    const isDoomed = doomed.has(task.task_id);
    return {
      ...input,
      attempts: formatAttempts(task),
      runTimeMs: runTimeMs(task, nowMs),
      flash: flashOf(changes),
      canRetry: isRetryable(task.state) && !isDoomed && !isDeleted,
      isDoomed,
      isOpen: task.task_id === openId,
    };
  });

// Two names for one animation: it starts anew when the name changes, not when the row is drawn again.
function flashOf(changes: number): TaskRow['flash'] {
  if (changes === 0) return null;
  return changes % 2 === 0 ? 'even' : 'odd';
}
