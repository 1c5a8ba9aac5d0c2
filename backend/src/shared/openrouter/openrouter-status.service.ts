import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { OpenRouterStatus } from '@workstream/contracts';
import { CircuitBreaker, RateLimiter, SharedCache, type Clock, type Keys, type Shared } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../config';
import { CLOCK, KEYS } from '../engine';
import { EngineLogger } from '../logging';
import { REDIS_COMMANDS, type Redis } from '../redis';
import { failed, type CallFailure } from './call-outcome';
import { OPENROUTER_CLIENT, type OpenRouterClient } from './openrouter-client';
import type { JsonOutcome } from './read-json';
import { hasOwnDialect } from './request-body';
import { STATUS_OF } from './status-of';
import { numberOf, objectOf } from './tolerant-json';

/** How long what was learned is shown again instead of being asked anew. */
const FRESH_MS = 60_000;
/** Shorter than the lease under which one process asks for all. */
const PATIENCE_MS = 10_000;
const NO_KEY = 'No OpenRouter key is configured. Tasks run with the local provider; set OPENROUTER_API_KEY to add one.';
const NOT_ASKED = 'A key is configured; it has not been checked yet.';

/** What is shared by the fleet; holds no time, so that it changes only when something did. */
type Known = Omit<OpenRouterStatus, 'last_check' | 'cache_hit' | 'circuit_breaker_open'>;

const NOTHING_KNOWN = {
  balance: null,
  usage_today: null,
  usage_month: null,
  error_details: null,
  consecutive_failures: 0,
} as const;
const NEVER_CHECKED = { last_check: null, circuit_breaker_open: false, cache_hit: false } as const;

/** What is known of OpenRouter, or of the server that stands in its place. Asked once a minute for the whole fleet. */
@Injectable()
export class OpenRouterStatusService implements OnApplicationShutdown {
  private readonly cache: SharedCache<Known>;
  private latest: OpenRouterStatus | null = null;
  private latestAtMs = 0;
  private failures = 0;
  private asked = 0;
  private updating: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(OPENROUTER_CLIENT) private readonly client: OpenRouterClient | null,
    private readonly breaker: CircuitBreaker,
    private readonly limiter: RateLimiter,
    @Inject(REDIS_COMMANDS) redis: Redis,
    @Inject(KEYS) keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const logger = new EngineLogger('OpenRouterStatus');
    const load = () => (client ? this.ask(client) : Promise.resolve(keyMissing));
    this.cache = new SharedCache({ redis, keys, name: 'state', load, freshMs: FRESH_MS, logger });
  }

  /** What was learned last, without waiting for anybody. When that is old, it is asked anew behind the scenes. */
  current(): OpenRouterStatus {
    if (!this.client) return { ...keyMissing, ...NEVER_CHECKED };
    if (this.latest === null || this.clock.now() - this.latestAtMs >= FRESH_MS) {
      this.latestAtMs = this.clock.now();
      this.updating = this.status().catch(() => undefined);
    }
    return this.latest ?? { ...NOTHING_KNOWN, ...NEVER_CHECKED, status: 'service_unavailable', message: NOT_ASKED };
  }

  /**
   * What was learned less than a minute ago; what is older is shown too, while it is asked anew. `isForced` waits for a new
   * answer, unless another process is asking just now. Rejects when Redis is away.
   */
  async status({ isForced = false }: { readonly isForced?: boolean } = {}): Promise<OpenRouterStatus> {
    if (!this.client) return this.current();
    const shared = await this.shared(isForced);
    const [breaker, limits] = await Promise.all([this.breaker.status(), this.limiter.metrics()]);
    this.latest = this.shown(shared, breaker.state === 'OPEN', limits.blockedUntilMs !== null);
    this.latestAtMs = this.clock.now();
    return this.latest;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.updating;
    await this.cache.settled();
  }

  private async shared(isForced: boolean): Promise<Shared<Known> & { readonly isNew: boolean }> {
    const before = this.asked;
    let shared = await this.cache.get(isForced ? 0 : FRESH_MS);
    if (isForced) {
      await this.cache.settled();
      shared = await this.cache.get();
    }
    return { ...shared, isNew: this.asked > before };
  }

  private shown(
    shared: Shared<Known> & { readonly isNew: boolean },
    isOpen: boolean,
    isThrottled: boolean,
  ): OpenRouterStatus {
    if (shared.status === 'EMPTY') {
      return { ...NOTHING_KNOWN, ...NEVER_CHECKED, status: 'service_unavailable', message: NOT_ASKED };
    }
    const known = isThrottled && shared.value.status === 'active' ? throttled(shared.value) : shared.value;
    return {
      ...known,
      last_check: new Date(this.clock.now() - shared.ageMs).toISOString(),
      circuit_breaker_open: isOpen,
      cache_hit: !shared.isNew,
    };
  }

  // Other servers know of no keys; that they list their models says that they take this one.
  private async ask(client: OpenRouterClient): Promise<Known> {
    this.asked += 1;
    const path = hasOwnDialect(this.config.openrouter.baseUrl) ? '/key' : '/models';
    const outcome = await inTime(client.getJson(path, AbortSignal.timeout(PATIENCE_MS)));
    if (outcome.status === 'READ') return this.working(outcome.value);
    return this.failing(outcome);
  }

  private working(value: unknown): Known {
    this.failures = 0;
    const key = objectOf(objectOf(value)['data']);
    const balance = numberOf(key['limit_remaining']);
    const isExhausted = balance !== null && balance <= 0;
    return {
      ...NOTHING_KNOWN,
      status: isExhausted ? 'credits_exhausted' : 'active',
      message: isExhausted ? 'The credit of the key is used up.' : 'The key is accepted.',
      balance,
      usage_today: numberOf(key['usage_daily']),
      usage_month: numberOf(key['usage_monthly']),
    };
  }

  private failing({ problem, message }: CallFailure): Known {
    this.failures += 1;
    const { balance = null, usage_today = null, usage_month = null } = this.latest ?? {};
    return {
      status: STATUS_OF[problem],
      message,
      balance,
      usage_today,
      usage_month,
      error_details: message,
      consecutive_failures: this.failures,
    };
  }
}

const keyMissing: Known = { status: 'api_key_missing', message: NO_KEY, ...NOTHING_KNOWN };

const throttled = (known: Known): Known => ({
  ...known,
  status: 'rate_limited',
  message: 'The provider has asked to wait; calls go on when that time is over.',
});

const inTime = (outcome: Promise<JsonOutcome>): Promise<JsonOutcome> =>
  outcome.catch(() => failed('timed_out', 'The provider did not say in time how it stands'));
