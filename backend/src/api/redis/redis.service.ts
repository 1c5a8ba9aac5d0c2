import { Inject, Injectable } from '@nestjs/common';
import type { RedisHealth, RedisStats } from '@workstream/contracts';
import { RedisReport, type Clock } from '@workstream/engine';
import { CLOCK } from '../../shared/engine';
import { REDIS_COMMANDS, type Redis } from '../../shared/redis';

/** An answer that takes longer makes everything else slow. */
const SLOW_MS = 100;

/** How Redis is. Fails as any command does while it is away. */
@Injectable()
export class RedisService {
  constructor(
    @Inject(REDIS_COMMANDS) private readonly redis: Pick<Redis, 'ping'>,
    private readonly report: RedisReport,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async health(): Promise<RedisHealth> {
    const begun = performance.now();
    await this.redis.ping();
    const latency_ms = Math.round((performance.now() - begun) * 100) / 100;
    const isSlow = latency_ms > SLOW_MS;
    return {
      status: isSlow ? 'degraded' : 'healthy',
      latency_ms,
      message: isSlow ? `Redis takes more than ${String(SLOW_MS)} ms to answer.` : 'Redis answers.',
      timestamp: new Date(this.clock.now()).toISOString(),
    };
  }

  stats(): Promise<RedisStats> {
    return this.report.read();
  }
}
