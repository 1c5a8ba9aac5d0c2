import { LatencyMinute, ThroughputMinute } from '@workstream/contracts';
import { depthChart, errorClasses, latencyChart, throughputChart } from './trend-data';

const at = (minute: number) => `2026-03-01T12:0${minute}:00.000Z`;
const time_window = { from: at(0), to: at(2), minutes: 3 };

const busy = (minute: number, count: number): ThroughputMinute => ({
  timestamp: at(minute),
  created_count: count,
  completed_count: count,
  failed_count: 0,
  retried_count: 1,
});
const waited = (minute: number, task_count: number): LatencyMinute => ({
  timestamp: at(minute),
  p50: 1,
  p90: 2,
  p95: 3,
  p99: 4,
  max_latency: 5,
  avg_latency: 1,
  task_count,
});

describe('The charts of the overview', () => {
  it('leave out the minute that still runs', () => {
    const chart = throughputChart({ metrics: [busy(0, 4), busy(1, 6), busy(2, 1)], time_window });

    expect(chart.timesS).toEqual([Date.parse(at(0)) / 1_000, Date.parse(at(1)) / 1_000]);
    expect(chart.series[0]).toEqual({ label: 'Created', state: 'PENDING', values: [4, 6] });
  });

  it('show a gap where nothing completed, not a latency of zero', () => {
    const chart = latencyChart({ metrics: [waited(0, 2), waited(1, 0), waited(2, 1)], time_window });

    expect(chart.series[2]).toEqual({ label: 'p99', state: 'DLQ', values: [4, null] });
  });

  it('show nothing while nothing is known', () => {
    expect([throughputChart(null), latencyChart({ metrics: [waited(0, 0)], time_window })]).toEqual([
      { timesS: [], series: [] },
      { timesS: [], series: [] },
    ]);
  });

  it('begin where the span begins', () => {
    const depths = { primary: 3, retry: 0, scheduled: 0, dlq: 0 };

    expect(
      depthChart(
        [1_000, 2_000, 3_000].map((atMs) => ({ atMs, depths })),
        2_000,
      ).timesS,
    ).toEqual([2, 3]);
  });

  it('count why tasks failed, the most frequent first', () => {
    const failed = ['TimedOut', 'Other', 'TimedOut', null] as const;

    expect(errorClasses(failed.map((error_type) => ({ error_type })))).toEqual([
      { type: 'TimedOut', count: 2, percent: 100 },
      { type: 'Other', count: 1, percent: 50 },
    ]);
  });
});
