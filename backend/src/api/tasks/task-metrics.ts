import { Injectable } from '@nestjs/common';
import type { Latency, LatencyMinute, Throughput, TimeWindow } from '@workstream/contracts';
import { TaskStats } from '@workstream/engine';

const MINUTE_MS = 60_000;

/** Figures of the last minutes, as they were counted when tasks moved. */
@Injectable()
export class TaskMetrics {
  constructor(private readonly stats: TaskStats) {}

  async throughput(minutes: number): Promise<Throughput> {
    const found = await this.stats.throughput(minutes);
    const metrics = found.map(({ atMs, created, completed, failed, retried }) => ({
      timestamp: isoOf(atMs),
      created_count: created,
      completed_count: completed,
      failed_count: failed,
      retried_count: retried,
    }));
    return { metrics, time_window: windowOf(found) };
  }

  async latency(minutes: number): Promise<Latency> {
    const found = await this.stats.latency(minutes);
    return { metrics: found.map(toMinute), time_window: windowOf(found) };
  }
}

type MinuteLatency = Awaited<ReturnType<TaskStats['latency']>>[number];

const toMinute = (minute: MinuteLatency): LatencyMinute => ({
  timestamp: isoOf(minute.atMs),
  p50: seconds(minute.p50Ms),
  p90: seconds(minute.p90Ms),
  p95: seconds(minute.p95Ms),
  p99: seconds(minute.p99Ms),
  max_latency: seconds(minute.maxMs),
  avg_latency: seconds(minute.meanMs),
  task_count: minute.count,
});

const seconds = (ms: number | null): number => Math.round(ms ?? 0) / 1000;
const isoOf = (ms: number): string => new Date(ms).toISOString();

const windowOf = (minutes: readonly { atMs: number }[]): TimeWindow => ({
  from: isoOf(minutes.at(0)?.atMs ?? 0),
  to: isoOf((minutes.at(-1)?.atMs ?? 0) + MINUTE_MS),
  minutes: minutes.length,
});
