import { Inject, Injectable } from '@nestjs/common';
import type { CostReport, ProviderDay, ProviderMetrics, SpendLine } from '@workstream/contracts';
import { SpendLedger, type Clock, type SpendDay, type SpendTotals } from '@workstream/engine';
import { CLOCK } from '../../shared/engine';

const usd = (microUsd: number): number => microUsd / 1e6;

const usdOrNull = (microUsd: number | null): number | null => (microUsd === null ? null : usd(microUsd));

/** What calls to models cost, as the wire tells it. */
@Injectable()
export class CostsService {
  constructor(
    private readonly ledger: SpendLedger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async report(days: number): Promise<CostReport> {
    const report = await this.ledger.report({ days });
    const reserved_usd = usd(report.reservedMicroUsd);
    return {
      days: report.days.map((day) => ({ day: day.date, ...spendOf(day) })).reverse(),
      by_model: linesOf(report.days.map((day) => day.byModel)),
      by_type: linesOf(report.days.map((day) => day.byType)),
      by_label: linesOf(report.days.map((day) => day.byLabel)),
      today: { spent_usd: usd(report.todayMicroUsd), reserved_usd, cap_usd: usdOrNull(report.caps.dayMicroUsd) },
      month: { spent_usd: usd(report.monthMicroUsd), reserved_usd, cap_usd: usdOrNull(report.caps.monthMicroUsd) },
      timestamp: this.now(),
    };
  }

  async metrics(days: number): Promise<ProviderMetrics> {
    const report = await this.ledger.report({ days });
    const metrics = Object.fromEntries(report.days.map((day) => [day.date, toProviderDay(day)]));
    return { metrics, days, generated_at: this.now() };
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

const spendOf = (totals: SpendTotals) => ({
  cost_usd: usd(totals.costMicroUsd),
  calls: totals.calls,
  prompt_tokens: totals.promptTokens,
  completion_tokens: totals.completionTokens,
  wasted_usd: usd(totals.wastedMicroUsd),
});

const add = (a: SpendTotals, b: SpendTotals): SpendTotals => ({
  calls: a.calls + b.calls,
  costMicroUsd: a.costMicroUsd + b.costMicroUsd,
  wastedMicroUsd: a.wastedMicroUsd + b.wastedMicroUsd,
  promptTokens: a.promptTokens + b.promptTokens,
  completionTokens: a.completionTokens + b.completionTokens,
});

/** The days' groups summed, the dearest first. */
function linesOf(days: readonly Readonly<Record<string, SpendTotals>>[]): SpendLine[] {
  const sums = new Map<string, SpendTotals>();
  for (const [name, totals] of days.flatMap((day) => Object.entries(day))) {
    const sum = sums.get(name);
    sums.set(name, sum ? add(sum, totals) : totals);
  }
  return [...sums].map(([name, totals]) => ({ name, ...spendOf(totals) })).sort((a, b) => b.cost_usd - a.cost_usd);
}

const toProviderDay = (day: SpendDay): ProviderDay => ({
  total_calls: day.calls,
  successful_calls: day.successfulCalls,
  failed_calls: day.failedCalls,
  prompt_tokens: day.promptTokens,
  completion_tokens: day.completionTokens,
  cost_usd: usd(day.costMicroUsd),
  ...Object.fromEntries(Object.entries(day.states).map(([state, calls]) => [`state_${state}` as const, calls])),
});
