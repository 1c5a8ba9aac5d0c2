import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Latency, LatencyMinute, Throughput, ThroughputMinute, TimeWindow } from '@workstream/contracts';
import { IsInt, Max, Min } from 'class-validator';
import { ToInteger } from '../../http';

const minutesRule = { message: 'minutes must be an integer from 1 to 1440' };

/** Which minutes. */
export class MetricsQueryDto {
  /** How many, the current one included. */
  @ApiPropertyOptional({ type: 'integer' })
  @ToInteger()
  @IsInt(minutesRule)
  @Min(1, minutesRule)
  @Max(1_440, minutesRule)
  readonly minutes: number = 60;
}

/** The span that figures are of. */
export class TimeWindowDto implements TimeWindow {
  /** @example "2026-01-31T08:31:00.000Z" */
  readonly from: string;
  /** @example "2026-01-31T09:31:00.000Z" */
  readonly to: string;
  @ApiProperty({ type: 'integer', example: 60 })
  readonly minutes: number;
}

/** What happened to tasks in one minute. */
export class ThroughputMinuteDto implements ThroughputMinute {
  /** @example "2026-01-31T09:30:00.000Z" */
  readonly timestamp: string;
  readonly created_count: number;
  readonly completed_count: number;
  /** Tasks that went to the dead-letter queue. */
  readonly failed_count: number;
  /** Attempts that failed and are tried again. */
  readonly retried_count: number;
}

/** Tasks by the minute. */
export class ThroughputDto implements Throughput {
  /** The oldest first; minutes without tasks are zeros. */
  readonly metrics: ThroughputMinuteDto[];
  readonly time_window: TimeWindowDto;
}

/** Seconds from creation to result, of the tasks that completed in one minute. */
export class LatencyMinuteDto implements LatencyMinute {
  /** @example "2026-01-31T09:30:00.000Z" */
  readonly timestamp: string;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max_latency: number;
  readonly avg_latency: number;
  readonly task_count: number;
}

/** How long tasks took, by the minute. */
export class LatencyDto implements Latency {
  /** The oldest first; minutes without tasks are zeros. */
  readonly metrics: LatencyMinuteDto[];
  readonly time_window: TimeWindowDto;
}
