import { ApiProperty } from '@nestjs/swagger';
import { WORKER_STATUSES, type WorkerDetails, type WorkerFleet, type WorkerStatus } from '@workstream/contracts';

/** One worker process. */
export class WorkerDetailsDto implements WorkerDetails {
  /** @example "host-4711-9f3a2c" */
  readonly worker_id: string;
  @ApiProperty({ enum: WORKER_STATUSES })
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
  /**
   * Task types that it can run.
   * @example ["summarize", "pdfxtract"]
   */
  readonly task_types: string[];
}

/** All workers. */
export class WorkerFleetDto implements WorkerFleet {
  @ApiProperty({ enum: ['healthy', 'degraded', 'unhealthy'] })
  readonly overall_status: 'healthy' | 'degraded' | 'unhealthy';
  readonly total_workers: number;
  readonly healthy_workers: number;
  readonly stale_workers: number;
  readonly worker_details: WorkerDetailsDto[];
  readonly timestamp: string;
}
