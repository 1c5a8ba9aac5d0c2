import { ApiProperty } from '@nestjs/swagger';
import type { ComponentHealth, Health, HealthStatus } from '@workstream/contracts';

const STATUSES: readonly HealthStatus[] = ['healthy', 'degraded', 'unhealthy'];

/** One part of the system. */
export class ComponentHealthDto implements ComponentHealth {
  @ApiProperty({ enum: STATUSES })
  readonly status: HealthStatus;
  /**
   * One sentence a person can act on.
   * @example "Redis answers."
   */
  readonly message: string;
}

/** Every part of the system, looked at once. */
export class ComponentsDto {
  readonly [component: string]: ComponentHealthDto;
  readonly redis: ComponentHealthDto;
  readonly workers: ComponentHealthDto;
  readonly openrouter: ComponentHealthDto;
}

/** How the system is. The verdict is here, never in the HTTP status. */
export class HealthDto implements Health {
  @ApiProperty({ enum: STATUSES })
  readonly status: HealthStatus;
  readonly components: ComponentsDto;
  readonly note?: string;
  /** @example "2026-01-31T09:30:00.123Z" */
  readonly timestamp: string;
}

/** The process can answer. */
export class LiveDto {
  @ApiProperty({ enum: ['alive'] })
  readonly status: 'alive';
  /** @example "2026-01-31T09:30:00.123Z" */
  readonly timestamp: string;
}

/** The process may be sent requests. */
export class ReadyDto {
  @ApiProperty({ enum: ['ready'] })
  readonly status: 'ready';
}
