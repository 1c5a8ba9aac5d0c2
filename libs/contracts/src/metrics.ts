/** The span that figures are of; both ends ISO 8601 UTC. */
export interface TimeWindow {
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
}

/** What happened to tasks in the minute that begins at `timestamp`. */
export interface ThroughputMinute {
  readonly timestamp: string;
  readonly created_count: number;
  readonly completed_count: number;
  /** Tasks that went to the dead-letter queue. */
  readonly failed_count: number;
  /** Attempts that failed and are tried again. */
  readonly retried_count: number;
}

/** `GET /tasks/metrics/throughput`: every minute of the window, the oldest first; minutes without tasks are zeros. */
export interface Throughput {
  readonly metrics: readonly ThroughputMinute[];
  readonly time_window: TimeWindow;
}

/** Seconds from creation to result of the tasks that completed in the minute that begins at `timestamp`. */
export interface LatencyMinute {
  readonly timestamp: string;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max_latency: number;
  readonly avg_latency: number;
  readonly task_count: number;
}

/** `GET /tasks/metrics/latency`. Percentiles are exact to within a fifth; without tasks a minute is zeros. */
export interface Latency {
  readonly metrics: readonly LatencyMinute[];
  readonly time_window: TimeWindow;
}
