import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { SortOrder, TASK_SORTS, TaskSort } from '@workstream/contracts';
import { CopyButton } from '../copy-button/copy-button';
import { DurationPipe } from '../format/duration';
import { InstantPipe } from '../format/instant';
import { RelativeTimePipe } from '../format/relative-time';
import { ShortIdPipe } from '../format/short-id';
import { StateChip } from '../state-chip/state-chip';
import { TaskRowInput, rowsOf } from './task-rows';

const SORT_LABELS: Readonly<Record<TaskSort, string>> = {
  created_at: 'Created',
  updated_at: 'Updated',
  completed_at: 'Completed',
};

/** A list of tasks. It sorts nothing itself: it says what is wished for. */
@Component({
  selector: 'ws-task-table',
  imports: [
    CopyButton,
    DurationPipe,
    InstantPipe,
    MatIcon,
    MatIconButton,
    RelativeTimePipe,
    RouterLink,
    ShortIdPipe,
    StateChip,
  ],
  templateUrl: './task-table.html',
  styleUrl: './task-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TaskTable {
  readonly tasks = input.required<readonly TaskRowInput[]>();
  readonly nowMs = input.required<number>();
  readonly sortBy = input.required<TaskSort>();
  readonly sortOrder = input.required<SortOrder>();
  readonly doomed = input.required<ReadonlySet<string>>();
  readonly openId = input<string | null>(null);
  /** Draws this many grey rows instead of tasks. */
  readonly skeletonRows = input(0);

  readonly sorted = output<TaskSort>();
  readonly retried = output<string>();
  readonly removed = output<string>();
  readonly kept = output<string>();

  protected readonly rows = computed(() =>
    rowsOf(this.tasks(), { nowMs: this.nowMs(), doomed: this.doomed(), openId: this.openId() }),
  );
  protected readonly skeletons = computed(() => Array.from({ length: this.skeletonRows() }, (_, index) => index));
  protected readonly heads = computed(() =>
    TASK_SORTS.map((sort) => {
      const isSorted = sort === this.sortBy();
      const isAscending = this.sortOrder() === 'asc';
      return {
        sort,
        label: SORT_LABELS[sort],
        ariaSort: isSorted ? (isAscending ? 'ascending' : 'descending') : null,
        icon: isSorted ? (isAscending ? 'sort-asc' : 'sort-desc') : 'sort',
      };
    }),
  );
}
