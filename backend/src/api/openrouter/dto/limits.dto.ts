import { ApiProperty } from '@nestjs/swagger';
import {
  BREAKER_STATES,
  LIMIT_SOURCES,
  RATE_BUCKETS,
  type BreakerDetails,
  type BreakerOrder,
  type BreakerStateName,
  type BreakerSwitch,
  type LimitSource,
  type RateBucketName,
  type RateLimitBucket,
  type RateLimitStatus,
} from '@workstream/contracts';
import { IsString, Length } from 'class-validator';
import { Optional } from '../../http';

const reasonRule = { message: 'reason must be text of 1 to 500 characters' };

/** One limit of the provider. */
export class RateLimitBucketDto implements RateLimitBucket {
  @ApiProperty({ enum: RATE_BUCKETS })
  readonly name: RateBucketName;
  @ApiProperty({ enum: LIMIT_SOURCES })
  readonly source: LimitSource;
  /** The most in any window; null: no limit. */
  readonly capacity: number | null;
  /** @example 10000 */
  readonly window_ms: number;
  readonly refill_per_second: number | null;
  readonly available: number | null;
  readonly used: number;
}

/** What stops calls to a service that fails. */
export class BreakerDetailsDto implements BreakerDetails {
  /** @example "openrouter" */
  readonly service: string;
  @ApiProperty({ enum: BREAKER_STATES })
  readonly state: BreakerStateName;
  readonly since: string | null;
  /** When the next call may test the service. */
  readonly retry_at: string | null;
  readonly reason: string | null;
  readonly failures: number;
  readonly calls: number;
  readonly failed_probes: number;
  readonly is_probing: boolean;
}

/** What holds calls to the provider back. */
export class RateLimitStatusDto implements RateLimitStatus {
  readonly buckets: RateLimitBucketDto[];
  readonly waiters: number;
  readonly blocked_until: string | null;
  readonly breakers: BreakerDetailsDto[];
  readonly timestamp: string;
}

/** Why a breaker is opened or closed. */
export class BreakerOrderDto implements BreakerOrder {
  /**
   * Shown to whoever looks at the breaker.
   * @example "The provider announced maintenance"
   */
  @Optional()
  @IsString(reasonRule)
  @Length(1, 500, reasonRule)
  readonly reason?: string;
}

/** One breaker after the order. */
export class BreakerResultDto {
  readonly service: string;
  @ApiProperty({ enum: BREAKER_STATES })
  readonly state: BreakerStateName;
}

/** What was done. */
export class BreakerSwitchDto implements BreakerSwitch {
  readonly message: string;
  readonly successful_resets: number;
  readonly results: BreakerResultDto[];
  readonly timestamp: string;
}
