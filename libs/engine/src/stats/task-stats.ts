import type { Keys } from '../keys';
import type { RedisClient } from '../redis-client';
import { latencyOf, type LatencyFigures } from './latency-histogram';

const MINUTE_MS = 60_000;

/** What happened to tasks in one minute. */
export interface MinuteThroughput {
  /** When the minute began, ms of Redis time. */
  readonly atMs: number;
  readonly created: number;
  readonly completed: number;
  /** Tasks that went to the DLQ. */
  readonly failed: number;
  /** Attempts that failed and are tried again. */
  readonly retried: number;
}

/** How long the tasks that completed in one minute took, from creation to result. */
export interface MinuteLatency extends LatencyFigures {
  /** When the minute began, ms of Redis time. */
  readonly atMs: number;
}

type MinuteHash = Readonly<Record<string, string | undefined>>;

/** Reads what the moves counted as they happened. Minutes are kept for a day. */
export class TaskStats {
  private readonly redis: RedisClient;
  private readonly keys: Keys;

  constructor(options: { redis: RedisClient; keys: Keys }) {
    this.redis = options.redis;
    this.keys = options.keys;
  }

  /** The last `minutes` minutes, the current one last; those without events are zeros. */
  async throughput(minutes: number): Promise<MinuteThroughput[]> {
    return (await this.lastMinutes(minutes)).map(({ atMs, hash }) => ({
      atMs,
      created: Number(hash['created'] ?? 0),
      completed: Number(hash['completed'] ?? 0),
      failed: Number(hash['failed'] ?? 0),
      retried: Number(hash['retried'] ?? 0),
    }));
  }

  /** The last `minutes` minutes, the current one last. */
  async latency(minutes: number): Promise<MinuteLatency[]> {
    return (await this.lastMinutes(minutes)).map(({ atMs, hash }) => ({ atMs, ...latencyOf(hash) }));
  }

  private async lastMinutes(minutes: number): Promise<{ atMs: number; hash: MinuteHash }[]> {
    const [seconds] = await this.redis.time();
    const currentMs = Math.floor((Number(seconds) * 1000) / MINUTE_MS) * MINUTE_MS;
    const times = Array.from({ length: minutes }, (_, i) => currentMs - (minutes - 1 - i) * MINUTE_MS);
    const hashes = await Promise.all(times.map((atMs) => this.redis.hgetall(this.keys.minuteStats(String(atMs)))));
    return times.map((atMs, i) => ({ atMs, hash: hashes[i] ?? {} }));
  }
}
