import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TaskState } from '@workstream/contracts';
import { formatCount } from '../format/amount';

/** One part of a whole. */
export interface BarPart {
  readonly label: string;
  /** Lends its colour. */
  readonly state: TaskState;
  readonly count: number;
}

/** Parts of a whole as one bar, each with its name and number beneath. */
@Component({
  selector: 'ws-stacked-bar',
  templateUrl: './stacked-bar.html',
  styleUrl: './stacked-bar.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StackedBar {
  readonly parts = input.required<readonly BarPart[]>();

  protected readonly segments = computed(() => {
    const whole = Math.max(
      1,
      this.parts().reduce((sum, { count }) => sum + count, 0),
    );
    return this.parts().map((part) => ({
      ...part,
      percent: (part.count / whole) * 100,
      text: formatCount(part.count),
    }));
  });
}
