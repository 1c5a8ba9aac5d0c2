import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { askServer, createKeys, type RedisClient } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../config';
import { REDIS_COMMANDS } from './redis-tokens';

const PING_TIMEOUT_MS = 500;

/** Asks Redis for a sign of life. */
@Injectable()
export class RedisHealthIndicator {
  constructor(
    @Inject(REDIS_COMMANDS) private readonly redis: RedisClient,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly indicators: HealthIndicatorService,
  ) {}

  /** True when Redis answers within half a second. Never throws. */
  async isUp(): Promise<boolean> {
    const keys = createKeys(this.config.redis.keyPrefix);
    const { redis } = await this.indicators
      .check('redis')
      .attempt(async () => ({ answer: await askServer(this.redis, keys, 'PING') }))
      .withTimeout(PING_TIMEOUT_MS);
    return redis.status === 'up';
  }
}
