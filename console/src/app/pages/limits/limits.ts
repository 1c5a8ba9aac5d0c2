import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { LimitsApi } from '../../api/limits-api';
import { BreakerSwitches } from '../../state/breaker-switches';
import { Now } from '../../state/now';
import { polled } from '../../state/polled';
import { BreakerCard } from '../../ui/breaker-card/breaker-card';
import { CountPipe } from '../../ui/format/amount';
import { Meter } from '../../ui/meter/meter';
import { NoticeBox } from '../../ui/notice-box/notice-box';
import { When } from '../../ui/when/when';
import { bucketMeters } from './bucket-meters';

const EVERY_MS = 2_000;

/** What the provider lets through, and what stopped asking it. */
@Component({
  selector: 'ws-limits',
  imports: [BreakerCard, CountPipe, Meter, NoticeBox, When],
  templateUrl: './limits.html',
  styleUrl: './limits.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Limits {
  private readonly api = inject(LimitsApi);

  protected readonly switches = inject(BreakerSwitches);
  protected readonly nowMs = inject(Now).ms;
  protected readonly status = polled(() => this.api.status(), EVERY_MS, this.switches.turned$);
  protected readonly meters = computed(() => bucketMeters(this.status().value?.buckets ?? []));
}
