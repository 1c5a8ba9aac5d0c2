import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Keys } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../config';
import { CLOCK, KEYS } from '../engine';
import { REDIS_COMMANDS, type Redis } from '../redis';

const MINUTE_MS = 60_000;
const MAX_FAILURES = 20;

/** What a key may still ask in this minute. */
export interface RequestAllowance {
  readonly limit: number;
  readonly left: number;
  readonly resetS: number;
  readonly isExceeded: boolean;
}

/** Counts, fleet-wide, who asks how often. */
@Injectable()
export class AccessLimits {
  constructor(
    @Inject(REDIS_COMMANDS) private readonly redis: Redis,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Notes a failed attempt to get in. True: this address has had too many in a minute. */
  async noteFailure(address: string): Promise<boolean> {
    return (await this.count(this.keys.failedAccess(address))) > MAX_FAILURES;
  }

  /** Notes a request of a key; null where no limit is set. */
  async noteRequest(keyId: string): Promise<RequestAllowance | null> {
    const limit = this.config.http.requestsPerMinute;
    if (limit === 0) return null;
    const now = this.clock.now();
    const minute = Math.floor(now / MINUTE_MS);
    const count = await this.count(this.keys.keyRequests(`${keyId}:${String(minute)}`));
    const resetS = Math.ceil(((minute + 1) * MINUTE_MS - now) / 1000);
    return { limit, left: Math.max(0, limit - count), resetS, isExceeded: count > limit };
  }

  private async count(key: string): Promise<number> {
    const count = await this.redis.incr(key);
    if (count === 1) await this.redis.pexpire(key, MINUTE_MS);
    return count;
  }
}
