import { Inject, Injectable } from '@nestjs/common';
import type { OpenRouterStatus } from '@workstream/contracts';
import type { Clock } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../config';
import { CLOCK } from '../engine';
import type { CallFailure } from './call-outcome';
import { OPENROUTER_CLIENT, type OpenRouterClient } from './openrouter-client';
import { hasOwnDialect } from './request-body';
import { STATUS_OF } from './status-of';
import { numberOf, objectOf } from './tolerant-json';

/** How long what was learned is shown again instead of being asked anew. */
const FRESH_MS = 60_000;
const NEVER = new AbortController().signal;

const NO_KEY = 'No OpenRouter key is configured. Tasks run with the local provider; set OPENROUTER_API_KEY to add one.';
const NOT_ASKED = 'A key is configured; it has not been checked yet.';

const NOTHING_KNOWN = {
  balance: null,
  usage_today: null,
  usage_month: null,
  last_check: null,
  error_details: null,
  consecutive_failures: 0,
  circuit_breaker_open: false,
  cache_hit: false,
} as const;

/** What is known of OpenRouter, or of the server that stands in its place. */
@Injectable()
export class OpenRouterStatusService {
  private known: OpenRouterStatus | null = null;
  private checkedAtMs = 0;
  private checking: Promise<OpenRouterStatus> | null = null;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(OPENROUTER_CLIENT) private readonly client: OpenRouterClient | null,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What was learned last, without waiting for anybody. When that is old, it is asked anew behind the scenes. */
  current(): OpenRouterStatus {
    if (!this.client) return { status: 'api_key_missing', message: NO_KEY, ...NOTHING_KNOWN };
    if (!this.isFresh) void this.check(this.client);
    return this.known ?? { status: 'service_unavailable', message: NOT_ASKED, ...NOTHING_KNOWN };
  }

  /** What was learned less than a minute ago, or is asked now; everybody who asks at the same time gets one answer. */
  async status({ isForced = false }: { readonly isForced?: boolean } = {}): Promise<OpenRouterStatus> {
    if (!this.client) return this.current();
    if (this.known && this.isFresh && !isForced) return { ...this.known, cache_hit: true };
    return this.check(this.client);
  }

  private get isFresh(): boolean {
    return this.known !== null && this.clock.now() - this.checkedAtMs < FRESH_MS;
  }

  private check(client: OpenRouterClient): Promise<OpenRouterStatus> {
    this.checking ??= this.ask(client).finally(() => (this.checking = null));
    return this.checking;
  }

  // Other servers know of no keys; that they list their models says that they take this one.
  private async ask(client: OpenRouterClient): Promise<OpenRouterStatus> {
    const outcome = await client.getJson(hasOwnDialect(this.config.openrouter.baseUrl) ? '/key' : '/models', NEVER);
    this.checkedAtMs = this.clock.now();
    this.known = outcome.status === 'READ' ? this.working(outcome.value) : this.failing(outcome);
    return this.known;
  }

  private working(value: unknown): OpenRouterStatus {
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
      last_check: this.lastCheck,
    };
  }

  private failing({ problem, message }: CallFailure): OpenRouterStatus {
    return {
      ...(this.known ?? NOTHING_KNOWN),
      status: STATUS_OF[problem],
      message,
      error_details: message,
      last_check: this.lastCheck,
      consecutive_failures: (this.known?.consecutive_failures ?? 0) + 1,
      cache_hit: false,
    };
  }

  private get lastCheck(): string {
    return new Date(this.checkedAtMs).toISOString();
  }
}
