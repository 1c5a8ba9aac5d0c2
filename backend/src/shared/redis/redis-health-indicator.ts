import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import type { Redis } from 'ioredis';
import { REDIS_COMMANDS } from './redis-tokens';

const PING_TIMEOUT_MS = 500;

/** Asks Redis for a sign of life. */
@Injectable()
export class RedisHealthIndicator {
  constructor(
    @Inject(REDIS_COMMANDS) private readonly redis: Redis,
    private readonly indicators: HealthIndicatorService,
  ) {}

  /** True when Redis answers within half a second. Never throws. */
  async isUp(): Promise<boolean> {
    const { redis } = await this.indicators
      .check('redis')
      .attempt(async () => ({ answer: await this.redis.ping() }))
      .withTimeout(PING_TIMEOUT_MS);
    return redis.status === 'up';
  }
}
