import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { SpendLine } from '@workstream/contracts';
import { formatCount } from '../format/amount';
import { formatDollars } from '../format/dollars';

/** What was spent on what, the dearest first, with the part that was wasted. */
@Component({
  selector: 'ws-spend-table',
  templateUrl: './spend-table.html',
  styleUrl: './spend-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SpendTable {
  readonly heading = input.required<string>();
  readonly lines = input.required<readonly SpendLine[]>();

  protected readonly rows = computed(() => {
    const dearest = Math.max(Number.MIN_VALUE, ...this.lines().map((line) => line.cost_usd));
    return this.lines().map((line) => ({
      name: line.name,
      percent: (line.cost_usd / dearest) * 100,
      cost: formatDollars(line.cost_usd),
      wasted: line.wasted_usd > 0 ? formatDollars(line.wasted_usd) : '–',
      calls: formatCount(line.calls),
      tokens: formatCount(line.prompt_tokens + line.completion_tokens),
    }));
  });
}
