/** `draining`: it finishes what it has and takes nothing more. `stale`: its heartbeat is gone, its tasks are about to be given back. */
export const WORKER_STATUSES = ['healthy', 'draining', 'stale'] as const;
export type WorkerStatus = (typeof WORKER_STATUSES)[number];

/** One worker process. */
export interface WorkerDetails {
  readonly worker_id: string;
  readonly status: WorkerStatus;
  readonly last_heartbeat: string | null;
  readonly heartbeat_age_seconds: number | null;
  readonly active_tasks: number;
  readonly completed: number;
  readonly failed: number;
  /** Tasks it runs at once. */
  readonly concurrency: number | null;
  readonly version: string | null;
  readonly rss_bytes: number | null;
  readonly event_loop_lag_ms: number | null;
  /** How long ago it last looked for work, or saw that it has no room. */
  readonly last_fetch_age_seconds: number | null;
  /** Task types that it can run. */
  readonly task_types: readonly string[];
}

/** `200` of `POST /workers/{worker_id}/drain` and `/undrain`. */
export interface WorkerSwitch {
  readonly worker_id: string;
  readonly draining: boolean;
  readonly message: string;
}

/** `GET /workers/`. */
export interface WorkerFleet {
  readonly overall_status: 'healthy' | 'degraded' | 'unhealthy';
  readonly total_workers: number;
  readonly healthy_workers: number;
  readonly stale_workers: number;
  readonly worker_details: readonly WorkerDetails[];
  readonly timestamp: string;
}
