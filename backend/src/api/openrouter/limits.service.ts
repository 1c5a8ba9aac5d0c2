import { Inject, Injectable } from '@nestjs/common';
import {
  TASK_TYPES,
  type BreakerDetails,
  type BreakerStateName,
  type BreakerSwitch,
  type RateLimitBucket,
  type RateLimitStatus,
} from '@workstream/contracts';
import { CircuitBreaker, RateLimiter, TaskQueue, type BucketMetrics, type Clock } from '@workstream/engine';
import { CLOCK } from '../../shared/engine';

const BY_HAND = 'Opened by hand';

/** What holds calls to the provider back, and the hand on it. */
@Injectable()
export class LimitsService {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly breaker: CircuitBreaker,
    private readonly queue: TaskQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async status(): Promise<RateLimitStatus> {
    const [{ buckets, waiters, blockedUntilMs }, breaker] = await Promise.all([this.limiter.metrics(), this.details()]);
    return {
      buckets: buckets.map(toBucket),
      waiters,
      blocked_until: isoOrNull(blockedUntilMs),
      breakers: [breaker],
      timestamp: this.now(),
    };
  }

  /** Calls go through again at once, and tasks that were set aside for the provider's sake are taken. */
  async reset(reason?: string): Promise<BreakerSwitch> {
    await Promise.all([this.breaker.reset(), this.limiter.reset()]);
    await this.queue.liftHold(TASK_TYPES);
    const why = reason === undefined ? '' : ` Reason given: ${reason}`;
    return this.switched(`Calls to the provider go through again.${why}`, 1);
  }

  /** No call is made until a rest has passed; tasks that need one wait, and none is lost. */
  async open(reason = BY_HAND): Promise<BreakerSwitch> {
    await this.breaker.open(reason);
    return this.switched('No calls are made to the provider for now; tasks that need it wait.', 0);
  }

  private async switched(message: string, resets: number): Promise<BreakerSwitch> {
    const { service, state } = await this.details();
    return { message, successful_resets: resets, results: [{ service, state }], timestamp: this.now() };
  }

  private async details(): Promise<BreakerDetails> {
    const status = await this.breaker.status();
    const { retryInMs } = status;
    return {
      service: this.breaker.service,
      state: status.state.toLowerCase() as BreakerStateName,
      since: isoOrNull(status.sinceMs),
      retry_at: retryInMs === null ? null : isoOrNull(this.clock.now() + retryInMs),
      reason: status.reason,
      failures: status.failures,
      calls: status.calls,
      failed_probes: status.failedProbes,
      is_probing: status.isProbing,
    };
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

const isoOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const toBucket = (bucket: BucketMetrics): RateLimitBucket => ({
  name: bucket.name,
  source: bucket.source,
  capacity: bucket.capacity,
  window_ms: bucket.windowMs,
  refill_per_second: bucket.refillPerSecond,
  available: bucket.available,
  used: bucket.used,
});
