import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatProgressBar } from '@angular/material/progress-bar';
import { BulkAction } from '@workstream/contracts';
import { CountPipe, formatCount } from '../format/amount';

/** How far an operation on many tasks is. */
export interface BulkProgress {
  readonly text: string;
  /** 0 to 100. */
  readonly percent: number;
}

/** What can be done to the tasks that are selected, or to all that match. */
@Component({
  selector: 'ws-bulk-bar',
  imports: [CountPipe, MatButton, MatIcon, MatProgressBar],
  templateUrl: './bulk-bar.html',
  styleUrl: './bulk-bar.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'region', 'aria-label': 'Selected tasks' },
})
export class BulkBar {
  readonly selected = input.required<number>();
  /** Tasks that the filter matches; null where an operation cannot be told of the filter. */
  readonly matching = input.required<number | null>();
  /** True when the actions are for all that match instead of those selected. */
  readonly isForAll = input.required<boolean>();
  readonly progress = input.required<BulkProgress | null>();

  readonly acted = output<BulkAction>();
  readonly widened = output<boolean>();
  readonly cleared = output();

  protected readonly canWiden = computed(() => {
    const matching = this.matching();
    return matching !== null && matching > this.selected() && !this.isForAll();
  });
  protected readonly summary = computed(() =>
    this.isForAll() ? `All ${formatCount(this.matching() ?? 0)} matching` : `${formatCount(this.selected())} selected`,
  );
}
