import { CostReport, SpendDay } from '@workstream/contracts';
import { allowanceMeter, spendChart, wasteLine } from './cost-figures';

const day = (date: string, cost_usd: number, wasted_usd: number): SpendDay => ({
  day: date,
  cost_usd,
  wasted_usd,
  calls: 1,
  prompt_tokens: 10,
  completion_tokens: 5,
});
const report = (days: readonly SpendDay[]): CostReport => ({
  days,
  by_model: [],
  by_type: [],
  by_label: [],
  today: { spent_usd: 0, reserved_usd: 0, cap_usd: null },
  month: { spent_usd: 0, reserved_usd: 0, cap_usd: null },
  timestamp: '2026-03-01T12:00:00.000Z',
});

describe('The figures of the cost page', () => {
  it('say how much of a cap is gone, and how much is held', () => {
    expect(allowanceMeter('Today', { spent_usd: 0.95, reserved_usd: 0.04, cap_usd: 1 })).toEqual({
      label: 'Today',
      text: '$0.95 of $1.00, $0.04 held',
      share: 0.95,
      heldShare: 0.04,
      state: 'DLQ',
    });
  });

  it('say what was spent where there is no cap', () => {
    expect(allowanceMeter('Today', { spent_usd: 2, reserved_usd: 0, cap_usd: null })).toMatchObject({
      text: '$2.00, no cap',
      share: null,
    });
  });

  it('tell what brought nothing', () => {
    expect(wasteLine(report([day('2026-03-01', 3, 1), day('2026-03-02', 1, 0)]))).toBe(
      '$4.00 in this span; $1.00 of it (25 %) on attempts that failed or were cancelled.',
    );
    expect(wasteLine(report([]))).toBe('Nothing was spent in this span.');
  });

  it('draw a day as a day of the reader', () => {
    expect(spendChart([day('2026-03-01', 3, 1)]).timesS).toEqual([new Date(2026, 2, 1).getTime() / 1_000]);
  });
});
