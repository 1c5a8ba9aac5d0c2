import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { StateCounts, TaskState } from '@workstream/contracts';
import { formatCount, formatRate } from '../format/amount';
import { STATE_LOOKS } from '../state-chip/state-looks';
import { FlowEdge, FlowRates } from '../status-flow/flow-edges';

const TILES: readonly { readonly state: TaskState; readonly arrivals: readonly FlowEdge[] }[] = [
  { state: 'PENDING', arrivals: ['created', 'promoted', 'revived', 'released'] },
  { state: 'ACTIVE', arrivals: ['claimed'] },
  { state: 'SCHEDULED', arrivals: ['scheduled'] },
  { state: 'COMPLETED', arrivals: ['completed'] },
  { state: 'DLQ', arrivals: ['buried'] },
];

/** One number a state, each leading to its tasks. */
@Component({
  selector: 'ws-summary-strip',
  imports: [MatIcon, RouterLink],
  templateUrl: './summary-strip.html',
  styleUrl: './summary-strip.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SummaryStrip {
  readonly counts = input.required<StateCounts | null>();
  readonly rates = input.required<FlowRates>();

  protected readonly tiles = computed(() =>
    TILES.map(({ state, arrivals }) => {
      const rate = arrivals.reduce((sum, edge) => sum + this.rates()[edge], 0);
      return {
        state,
        ...STATE_LOOKS[state],
        count: this.countOf(state),
        rate: rate > 0 ? `+${formatRate(rate)}` : 'no arrivals',
      };
    }),
  );

  private countOf(state: TaskState): string {
    const counts = this.counts();
    return counts ? formatCount(counts[state]) : '–';
  }
}
