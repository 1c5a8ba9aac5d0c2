import { TaskSummary, isRetryable, isTerminal } from '@workstream/contracts';
import { formatAttempts } from '../format/attempts';
import { percentDone } from '../format/percent-done';
import { runTimeMs } from '../format/run-time';
import { shortId } from '../format/short-id';

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
  readonly labels: string;
  /** How far it has come, 0 to 100; null where nothing is known. */
  readonly percent: number | null;
  readonly runTimeMs: number | null;
  readonly flash: 'odd' | 'even' | null;
  readonly selectLabel: string;
  readonly canRetry: boolean;
  readonly canCancel: boolean;
  readonly isDoomed: boolean;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly isAtCursor: boolean;
}

/** What all rows have in common. */
export interface RowSurroundings {
  readonly nowMs: number;
  readonly doomed: ReadonlySet<string>;
  readonly openId: string | null;
  readonly selected: ReadonlySet<string>;
  readonly cursorId: string | null;
}

/** Prepares rows for the template, which decides nothing by itself. */
export const rowsOf = (inputs: readonly TaskRowInput[], around: RowSurroundings): TaskRow[] =>
  inputs.map((input) => {
    const { task, changes, isDeleted } = input;
    const isDoomed = around.doomed.has(task.task_id);
    const isThere = !isDoomed && !isDeleted;
    return {
      ...input,
      attempts: formatAttempts(task),
      labels: Object.entries(task.labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
      percent: percentDone(task),
      runTimeMs: runTimeMs(task, around.nowMs),
      flash: flashOf(changes),
      selectLabel: `Select task ${shortId(task.task_id)}`,
      canRetry: isRetryable(task.state) && isThere,
      canCancel: !isTerminal(task.state) && isThere,
      isDoomed,
      isOpen: task.task_id === around.openId,
      isSelected: around.selected.has(task.task_id),
      isAtCursor: task.task_id === around.cursorId,
    };
  });

// Two names for one animation: it starts anew when the name changes, not when the row is drawn again.
function flashOf(changes: number): TaskRow['flash'] {
  if (changes === 0) return null;
  return changes % 2 === 0 ? 'even' : 'odd';
}
