import { ApiProperty } from '@nestjs/swagger';
import type { RedisHealth, RedisStats } from '@workstream/contracts';

/** Whether Redis answers, and how fast. */
export class RedisHealthDto implements RedisHealth {
  @ApiProperty({ enum: ['healthy', 'degraded'] })
  readonly status: 'healthy' | 'degraded';
  /**
   * Milliseconds that a question and its answer took.
   * @example 0.4
   */
  readonly latency_ms: number;
  /** @example "Redis answers." */
  readonly message: string;
  readonly timestamp: string;
}

/** Connections of Redis. */
export class RedisConnectionsDto {
  readonly connected: number;
  /** Those that wait in a blocking command, such as idle workers. */
  readonly blocked: number;
  readonly limit: number;
}

/** Memory of Redis, in bytes. */
export class RedisMemoryDto {
  readonly used_bytes: number;
  readonly peak_bytes: number;
  /** Null: no limit is set. */
  readonly limit_bytes: number | null;
  /** Resident by used memory; much above 1.5 is waste. */
  readonly fragmentation_ratio: number;
}

/** What of Redis is on disk. */
export class RedisPersistenceDto {
  readonly aof_enabled: boolean;
  readonly last_save_at: string | null;
  readonly last_save_ok: boolean;
}

/** How the server with our keys is. */
export class RedisStatsDto implements RedisStats {
  /** @example "7.0.15" */
  readonly version: string;
  readonly uptime_seconds: number;
  readonly connections: RedisConnectionsDto;
  readonly memory: RedisMemoryDto;
  readonly persistence: RedisPersistenceDto;
  /** @example "noeviction" */
  readonly eviction_policy: string;
  readonly commands_per_second: number;
  /** What a person should change, a sentence each. */
  readonly warnings: string[];
}
