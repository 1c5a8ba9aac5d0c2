import type { WorkerDetails, WorkerFleet } from '@workstream/contracts';
import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';
import { WORKER_STATS_TTL_S } from '../queues/task-queue';
import type { RedisClient } from '../redis-client';

/** What a worker says of itself with each beat. */
interface Vitals {
  readonly version?: string;
  readonly concurrency?: number;
  readonly rss_bytes?: number;
  readonly event_loop_lag_ms?: number;
  readonly last_fetch_age_ms?: number;
  readonly task_types?: readonly string[];
}

type WorkerReply = readonly [
  id: string,
  beatAt: number,
  vitals: string | null,
  active: number,
  completed: number,
  failed: number,
  draining: 0 | 1,
];

/** Who works, and who stopped beating. */
export class WorkerRegistry {
  private readonly scripts: Scripts;
  private readonly keys: Keys;

  constructor(options: { redis: RedisClient; keys: Keys }) {
    this.scripts = new Scripts(options.redis, options.keys);
    this.keys = options.keys;
  }

  /** The whole fleet at one moment of Redis time. */
  async fleet(): Promise<WorkerFleet> {
    const [nowMs, ...replies] = (await this.scripts.run('list-workers', {})) as [number, ...WorkerReply[]];
    const workers = replies.map((reply) => toDetails(reply, nowMs));
    const healthy = workers.filter((worker) => worker.status !== 'stale').length;
    return {
      overall_status: healthy === 0 ? 'unhealthy' : healthy < workers.length ? 'degraded' : 'healthy',
      total_workers: workers.length,
      healthy_workers: healthy,
      stale_workers: workers.length - healthy,
      worker_details: workers,
      timestamp: new Date(nowMs).toISOString(),
    };
  }

  /** Signs a worker off, so that nobody waits for its lease to end. */
  async remove(workerId: string): Promise<void> {
    await this.scripts.run('remove-worker', {
      heartbeat: this.keys.heartbeat(workerId),
      activeTasks: this.keys.activeTasks(workerId),
      workerStats: this.keys.workerStats(workerId),
      workerId,
      statsTtlS: WORKER_STATS_TTL_S,
    });
  }
}

function toDetails(
  [id, beatAtMs, json, active, completed, failed, draining]: WorkerReply,
  nowMs: number,
): WorkerDetails {
  const vitals = JSON.parse(json ?? '{}') as Vitals;
  return {
    worker_id: id,
    status: json === null ? 'stale' : draining === 1 ? 'draining' : 'healthy',
    last_heartbeat: new Date(beatAtMs).toISOString(),
    heartbeat_age_seconds: Math.max(0, nowMs - beatAtMs) / 1000,
    active_tasks: active,
    completed,
    failed,
    concurrency: vitals.concurrency ?? null,
    version: vitals.version ?? null,
    rss_bytes: vitals.rss_bytes ?? null,
    event_loop_lag_ms: vitals.event_loop_lag_ms ?? null,
    last_fetch_age_seconds: vitals.last_fetch_age_ms === undefined ? null : vitals.last_fetch_age_ms / 1000,
    task_types: vitals.task_types ?? [],
  };
}
