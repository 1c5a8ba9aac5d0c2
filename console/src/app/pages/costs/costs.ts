import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { CostsApi } from '../../api/costs-api';
import { OpenrouterApi } from '../../api/openrouter-api';
import { Now } from '../../state/now';
import { polled } from '../../state/polled';
import { storedSignal } from '../../state/stored-signal';
import { Chart } from '../../ui/chart/chart';
import { Choice } from '../../ui/choice/choice';
import { formatDollars } from '../../ui/format/dollars';
import { Meter } from '../../ui/meter/meter';
import { NoticeBox } from '../../ui/notice-box/notice-box';
import { SpendTable } from '../../ui/spend-table/spend-table';
import { SystemHealth } from '../../ui/system-health/system-health';
import { When } from '../../ui/when/when';
import { allowanceMeter, spendChart, wasteLine } from './cost-figures';

const EVERY_MS = 15_000;
const SPANS = [
  { value: '7', label: '7 d' },
  { value: '30', label: '30 d' },
  { value: '90', label: '90 d' },
] as const;

/** What the provider says of the account, and what was spent on what. */
@Component({
  selector: 'ws-costs',
  imports: [Chart, Choice, Meter, NoticeBox, SpendTable, SystemHealth, When],
  templateUrl: './costs.html',
  styleUrl: './costs.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Costs {
  private readonly api = inject(CostsApi);
  private readonly openrouter = inject(OpenrouterApi);

  protected readonly nowMs = inject(Now).ms;
  protected readonly span = storedSignal('workstream.costs', ['7', '30', '90'], '30');
  protected readonly spans = SPANS;
  protected readonly dollars = formatDollars;

  protected readonly status = polled(() => this.openrouter.status(), EVERY_MS);
  protected readonly report = polled(
    () => this.api.report(Number(this.span.value())),
    EVERY_MS,
    toObservable(this.span.value),
  );

  protected readonly accountFigures = computed(() => [
    { label: 'Balance', text: amount(this.status().value?.balance) },
    { label: 'Used today', text: amount(this.status().value?.usage_today) },
    { label: 'Used this month', text: amount(this.status().value?.usage_month) },
  ]);
  protected readonly meters = computed(() => {
    const report = this.report().value;
    return report ? [allowanceMeter('Today', report.today), allowanceMeter('This month', report.month)] : [];
  });
  protected readonly days = computed(() => spendChart(this.report().value?.days ?? []));
  protected readonly waste = computed(() => {
    const report = this.report().value;
    return report ? wasteLine(report) : '';
  });

  protected chooseSpan(value: string): void {
    const span = SPANS.find((candidate) => candidate.value === value);
    if (span) this.span.set(span.value);
  }
}

const amount = (dollars: number | null | undefined): string =>
  dollars === null || dollars === undefined ? '–' : formatDollars(dollars);
