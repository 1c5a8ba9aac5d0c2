import { Allowance, CostReport, SpendDay, TaskState } from '@workstream/contracts';
import { ChartData } from '../../ui/chart/chart-data';
import { formatDollars } from '../../ui/format/dollars';

const NEARLY_GONE = 0.9;

/** An allowance, ready to be shown. */
export interface AllowanceMeter {
  readonly label: string;
  readonly text: string;
  /** Spent share of the cap, 0 to 1; null without a cap. */
  readonly share: number | null;
  /** Share of the cap that is held for calls under way. */
  readonly heldShare: number;
  readonly state: TaskState;
}

/** Puts an allowance into words and shares. */
export function allowanceMeter(label: string, allowance: Allowance): AllowanceMeter {
  const { spent_usd: spent, reserved_usd: reserved, cap_usd: cap } = allowance;
  const held = reserved > 0 ? `, ${formatDollars(reserved)} held` : '';
  const share = cap === null || cap === 0 ? null : spent / cap;
  return {
    label,
    text:
      cap === null
        ? `${formatDollars(spent)}${held}, no cap`
        : `${formatDollars(spent)} of ${formatDollars(cap)}${held}`,
    share,
    heldShare: cap === null || cap === 0 ? 0 : reserved / cap,
    state: share !== null && share >= NEARLY_GONE ? 'DLQ' : 'COMPLETED',
  };
}

/** Dollars by day. */
export const spendChart = (days: readonly SpendDay[]): ChartData => ({
  timesS: days.map(({ day }) => Date.parse(`${day}T00:00:00`) / 1_000),
  series: [
    { label: 'Spent', state: 'ACTIVE', values: days.map((day) => day.cost_usd) },
    { label: 'Of it wasted', state: 'DLQ', values: days.map((day) => day.wasted_usd) },
  ],
});

/** What the span cost and how much of that brought nothing, as one line. */
export function wasteLine(report: CostReport): string {
  const total = report.days.reduce((sum, day) => sum + day.cost_usd, 0);
  const wasted = report.days.reduce((sum, day) => sum + day.wasted_usd, 0);
  if (total === 0) return 'Nothing was spent in this span.';
  const percent = Math.round((wasted / total) * 100);
  return `${formatDollars(total)} in this span; ${formatDollars(wasted)} of it (${percent} %) on attempts that failed or were cancelled.`;
}
