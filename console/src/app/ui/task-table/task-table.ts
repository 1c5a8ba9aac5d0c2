import { ChangeDetectionStrategy, Component, ElementRef, computed, effect, inject, input, output } from '@angular/core';
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
import { COLUMNS, ColumnName, USUAL_COLUMNS } from './columns';
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
  /** Tasks that something is about to be done to together. */
  readonly selected = input<ReadonlySet<string>>(new Set());
  /** The row that keys act on. */
  readonly cursorId = input<string | null>(null);
  readonly columns = input<readonly ColumnName[]>(USUAL_COLUMNS);
  /** Draws this many grey rows instead of tasks. */
  readonly skeletonRows = input(0);

  readonly sorted = output<TaskSort>();
  readonly retried = output<string>();
  readonly removed = output<string>();
  readonly kept = output<string>();
  readonly cancelled = output<string>();
  readonly toggled = output<string>();
  /** All rows shown are to be selected, or none. */
  readonly toggledAll = output<boolean>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly rows = computed(() =>
    rowsOf(this.tasks(), {
      nowMs: this.nowMs(),
      doomed: this.doomed(),
      openId: this.openId(),
      selected: this.selected(),
      cursorId: this.cursorId(),
    }),
  );
  protected readonly shows = computed(() =>
    Object.fromEntries(COLUMNS.map(({ name }) => [name, this.columns().includes(name)])),
  );
  protected readonly areAllSelected = computed(
    () => this.rows().length > 0 && this.rows().every((row) => row.isSelected),
  );
  protected readonly skeletons = computed(() => Array.from({ length: this.skeletonRows() }, (_, index) => index));
  protected readonly heads = computed(() =>
    TASK_SORTS.filter((sort) => this.columns().includes(sort)).map((sort) => {
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

  constructor() {
    effect(() => {
      const id = this.cursorId();
      if (id) this.host.nativeElement.querySelector(`[data-id="${id}"]`)?.scrollIntoView({ block: 'nearest' });
    });
  }
}
