import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { AuditEntry, AuditTrail } from '@workstream/contracts';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { Optional, ToInteger } from '../../http';

const limitRule = { message: 'limit must be an integer from 1 to 1000' };
const beforeRule = { message: 'before must be the next_before of an earlier answer' };

/** Which entries. */
export class AuditQueryDto {
  /** Most entries to answer. */
  @ApiPropertyOptional({ type: 'integer' })
  @ToInteger()
  @IsInt(limitRule)
  @Min(1, limitRule)
  @Max(1_000, limitRule)
  readonly limit: number = 100;

  /** The `next_before` of an earlier answer. */
  @Optional()
  @Matches(/^\d{1,15}-\d{1,9}$/, beforeRule)
  readonly before?: string;
}

/** One change that somebody asked for. */
export class AuditEntryDto implements AuditEntry {
  /** @example "1769851800123-0" */
  readonly id: string;
  readonly at: string;
  /**
   * The name and the public part of the key; null when nobody could be told.
   * @example "ci (a1b2c3d4)"
   */
  readonly actor: string | null;
  /** @example "192.0.2.7" */
  readonly address: string;
  /** @example "DELETE" */
  readonly method: string;
  /** @example "/api/v1/tasks/019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55" */
  readonly path: string;
  /** What was answered. */
  @ApiProperty({ type: 'integer', example: 200 })
  readonly status: number;
  readonly trace_id: string;
}

/** Changes, the newest first. */
export class AuditTrailDto implements AuditTrail {
  readonly entries: AuditEntryDto[];
  /** Sent as `before` it answers older ones. */
  readonly next_before: string | null;
}
