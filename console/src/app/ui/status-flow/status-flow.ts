import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { StateCounts } from '@workstream/contracts';
import { drawFlow } from './flow-drawing';
import { FlowRates } from './flow-edges';
import { TALL_LAYOUT, WIDE_LAYOUT } from './flow-layout';

/** The states and the ways between them, with counts and rates. Each state leads to its tasks. */
@Component({
  selector: 'ws-status-flow',
  imports: [RouterLink],
  templateUrl: './status-flow.html',
  styleUrl: './status-flow.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StatusFlow {
  readonly counts = input.required<StateCounts | null>();
  readonly rates = input.required<FlowRates>();

  // Both are drawn and the width of the card chooses one, so that no script has to measure.
  protected readonly drawings = computed(() =>
    [WIDE_LAYOUT, TALL_LAYOUT].map((layout) => drawFlow(layout, this.counts(), this.rates())),
  );
}
