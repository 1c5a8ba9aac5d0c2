import { ErrorType, Latency, LatencyMinute, TaskSummary, Throughput } from '@workstream/contracts';
import { DepthSample } from '../../state/depth-history';
import { ChartData } from '../../ui/chart/chart-data';

/** How often tasks failed for one reason. */
export interface ErrorClass {
  readonly type: ErrorType;
  readonly count: number;
  /** Of the largest class, 0 to 100. */
  readonly percent: number;
}

const NOTHING: ChartData = { timesS: [], series: [] };

/** Tasks a minute. The minute that still runs is left out: it would always look like a fall. */
export function throughputChart(answer: Throughput | null): ChartData {
  const minutes = answer?.metrics.slice(0, -1) ?? [];
  if (minutes.length === 0) return NOTHING;
  return {
    timesS: minutes.map((minute) => Date.parse(minute.timestamp) / 1_000),
    series: [
      { label: 'Created', state: 'PENDING', values: minutes.map((minute) => minute.created_count) },
      { label: 'Completed', state: 'COMPLETED', values: minutes.map((minute) => minute.completed_count) },
      { label: 'Retried', state: 'SCHEDULED', values: minutes.map((minute) => minute.retried_count) },
      { label: 'Dead', state: 'DLQ', values: minutes.map((minute) => minute.failed_count) },
    ],
  };
}

/** Seconds from creation to result; a minute in which nothing completed is a gap. */
export function latencyChart(answer: Latency | null): ChartData {
  const minutes = answer?.metrics.slice(0, -1) ?? [];
  if (minutes.every((minute) => minute.task_count === 0)) return NOTHING;
  const curve = (read: (minute: LatencyMinute) => number) =>
    minutes.map((minute) => (minute.task_count === 0 ? null : read(minute)));
  return {
    timesS: minutes.map((minute) => Date.parse(minute.timestamp) / 1_000),
    series: [
      { label: 'p50', state: 'ACTIVE', values: curve((minute) => minute.p50) },
      { label: 'p95', state: 'SCHEDULED', values: curve((minute) => minute.p95) },
      { label: 'p99', state: 'DLQ', values: curve((minute) => minute.p99) },
    ],
  };
}

/** Tasks that wait, over the span that is asked for. */
export function depthChart(samples: readonly DepthSample[], fromMs: number): ChartData {
  const shown = samples.filter((sample) => sample.atMs >= fromMs);
  return {
    timesS: shown.map((sample) => sample.atMs / 1_000),
    series: [
      { label: 'Primary', state: 'PENDING', values: shown.map(({ depths }) => depths.primary) },
      { label: 'Retry', state: 'FAILED', values: shown.map(({ depths }) => depths.retry) },
      { label: 'Scheduled', state: 'SCHEDULED', values: shown.map(({ depths }) => depths.scheduled) },
      { label: 'Dead letters', state: 'DLQ', values: shown.map(({ depths }) => depths.dlq) },
    ],
  };
}

/** Why tasks failed, the most frequent reason first. */
export function errorClasses(tasks: readonly Pick<TaskSummary, 'error_type'>[]): readonly ErrorClass[] {
  const counts = new Map<ErrorType, number>();
  for (const { error_type: type } of tasks) if (type) counts.set(type, (counts.get(type) ?? 0) + 1);
  const most = Math.max(1, ...counts.values());
  return [...counts]
    .map(([type, count]) => ({ type, count, percent: (count / most) * 100 }))
    .sort((left, right) => right.count - left.count);
}
