import { systemClock, type Clock } from '../clock';
import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';
import type { RedisClient } from '../redis-client';

/** At most `limit` in any window of `windowMs`, wherever it begins. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** What the operator configured; null: no limit of this kind but what the provider teaches. */
export interface RateLimits {
  readonly requests: RateLimit | null;
  readonly tokens: RateLimit | null;
}

/** What a call is about to take. */
export interface RateDemand {
  /** Calls; default 1. */
  readonly requests?: number;
  /** Tokens that the model will read and write, estimated; default 0. `settle` corrects them. */
  readonly modelTokens?: number;
}

/** Leave to make the calls that were asked for. */
export interface Grant {
  readonly requests: number;
  readonly modelTokens: number;
  /** Milliseconds of Redis time. */
  readonly grantedAtMs: number;
}

/** The buckets: configured requests, configured tokens, and requests as the provider's headers told them. */
export type BucketName = 'requests' | 'tokens' | 'header';

/** TIMED_OUT: the wait would be longer than asked for; `retryInMs` says how long. TOO_LARGE: no wait can help. */
export type AcquireResult =
  | { readonly status: 'GRANTED'; readonly grant: Grant }
  | { readonly status: 'TIMED_OUT'; readonly retryInMs: number }
  | { readonly status: 'TOO_LARGE'; readonly bucket: BucketName; readonly limit: number }
  | { readonly status: 'ABORTED' };

/** What a 429 said. */
export interface Throttle {
  /** The rest it asked for, in ms. */
  readonly retryAfterMs?: number;
  /** `X-RateLimit-Reset`, ms since 1970; compared with Redis time only. */
  readonly resetAtMs?: number;
  /** `X-RateLimit-Limit`. */
  readonly limit?: number;
  /** The throttled call's grant: calls that were under way together then lower the limit once. */
  readonly grant?: Grant;
}

/** One bucket at one moment. */
export interface BucketMetrics {
  readonly name: BucketName;
  /** Where the limit comes from; `none`: usage is counted, nothing limits it yet. */
  readonly source: 'configured' | 'header' | 'learnt' | 'none';
  /** Null: no limit. */
  readonly capacity: number | null;
  readonly windowMs: number;
  /** Null: no limit. */
  readonly refillPerSecond: number | null;
  /** What could be taken now, were nobody waiting. Null: no limit. */
  readonly available: number | null;
  readonly used: number;
}

/** The whole fleet's buckets at one moment of Redis time. */
export interface RateLimitMetrics {
  readonly buckets: readonly BucketMetrics[];
  /** Callers that keep a place in the line. */
  readonly waiters: number;
  /** Until then nothing is granted, ms of Redis time; null: calls flow. */
  readonly blockedUntilMs: number | null;
}

/** How long a caller waits, and what ends its waiting. */
export interface Patience {
  /** At most a day. 0: only a grant that can be given at once. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

type AcquireReply =
  | readonly ['GRANTED', atMs: number]
  | readonly ['WAIT', inMs: number, ticket: string]
  | readonly ['REFUSED', inMs: number]
  | readonly ['TOO_LARGE', bucket: BucketName, limit: number];

type BucketReply = readonly [
  name: BucketName,
  source: BucketMetrics['source'],
  limit: number,
  windowMs: number,
  used: number,
];

/**
 * Keeps the whole fleet inside the provider's limits. All decisions are made by Redis and its clock; no window of any limit
 * holds more than the limit, whatever processes die, freeze or have a wrong clock. Callers are served in the order in which
 * they asked: each is told once when to come back and keeps its place until then.
 */
export class RateLimiter {
  private readonly redis: RedisClient;
  private readonly keys: Keys;
  private readonly scripts: Scripts;
  private readonly clock: Clock;

  /** @param options.clock only waits; it decides nothing */
  constructor(options: { redis: RedisClient; keys: Keys; clock?: Clock }) {
    this.redis = options.redis;
    this.keys = options.keys;
    this.scripts = new Scripts(options.redis, options.keys);
    this.clock = options.clock ?? systemClock;
  }

  /** Sets the configured limits for the whole fleet; what was learnt stays. */
  async configure({ requests, tokens }: RateLimits): Promise<void> {
    await this.redis.hset(this.keys.rateLimitConfig, {
      requests: requests?.limit ?? 0,
      requests_window_ms: requests?.windowMs ?? 0,
      tokens: tokens?.limit ?? 0,
      tokens_window_ms: tokens?.windowMs ?? 0,
    });
  }

  /**
   * Waits until the call may be made. One script call when there is room, two or few when there is a line, however many
   * wait. A caller that would wait longer than its patience is told at once, and takes no place.
   */
  async acquire({ timeoutMs, signal, ...demand }: RateDemand & Patience): Promise<AcquireResult> {
    const requests = whole(demand.requests ?? 1);
    const modelTokens = whole(demand.modelTokens);
    const patienceMs = Math.min(whole(timeoutMs), MAX_PATIENCE_MS);
    let ticket = '';
    while (!signal?.aborted) {
      const reply = await this.ask({ requests, tokens: modelTokens, patienceMs, ticket });
      switch (reply[0]) {
        case 'GRANTED':
          return { status: 'GRANTED', grant: { requests, modelTokens, grantedAtMs: reply[1] } };
        case 'REFUSED':
          return { status: 'TIMED_OUT', retryInMs: reply[1] };
        case 'TOO_LARGE':
          return { status: 'TOO_LARGE', bucket: reply[1], limit: reply[2] };
        case 'WAIT':
          ticket = reply[2];
          await this.clock.delay(reply[1], signal);
      }
    }
    if (ticket !== '') await this.scripts.run('leave-line', { ticket });
    return { status: 'ABORTED' };
  }

  /** `acquire` for `tokens` calls, under the name that the documentation of the limits uses. */
  waitForRateLimitToken({ tokens = 1, ...patience }: { readonly tokens?: number } & Patience): Promise<AcquireResult> {
    return this.acquire({ requests: tokens, ...patience });
  }

  /** Corrects a grant by the tokens that the call really used. More than estimated counts too, and is waited off later. */
  async settle(grant: Grant, usedModelTokens: number): Promise<void> {
    await this.correct(grant, 0, grant.modelTokens - whole(usedModelTokens));
  }

  /** Gives a grant back whose calls were never sent. */
  async giveBack(grant: Grant): Promise<void> {
    await this.correct(grant, grant.requests, grant.modelTokens);
  }

  /**
   * Closes the buckets for the whole fleet after a 429 and learns from it: the limit that its headers tell, else half of
   * the present one. Answers for how long they are closed, and the learnt limit of requests a window if there is one.
   */
  async penalise(throttle: Throttle): Promise<{ blockedMs: number; learntRequests: number | null }> {
    const reply = (await this.scripts.run('penalise-bucket', {
      retryAfterMs: whole(throttle.retryAfterMs),
      resetAtMs: whole(throttle.resetAtMs),
      headerRequests: whole(throttle.limit),
      grantedAtMs: throttle.grant?.grantedAtMs ?? 0,
    })) as [blockedMs: number, learnt: number];
    return { blockedMs: reply[0], learntRequests: reply[1] || null };
  }

  /** Opens the buckets and forgets what was learnt. Configured limits, and what was granted in the window, stay. */
  async reset(): Promise<void> {
    await this.redis.hdel(this.keys.rateLimitConfig, ...LEARNT_FIELDS);
  }

  /** The fleet's buckets, the narrowest source of each, and who waits. */
  async metrics(): Promise<RateLimitMetrics> {
    const [nowMs, blockedUntil, waiters, ...buckets] = (await this.scripts.run('read-rate-limit', {})) as [
      number,
      number,
      number,
      ...BucketReply[],
    ];
    return { buckets: buckets.map(toMetrics), waiters, blockedUntilMs: blockedUntil > nowMs ? blockedUntil : null };
  }

  private async ask(inputs: Record<string, string | number>): Promise<AcquireReply> {
    return (await this.scripts.run('acquire-grant', inputs)) as AcquireReply;
  }

  private async correct(grant: Grant, requestsBack: number, tokensBack: number): Promise<void> {
    if (requestsBack === 0 && tokensBack === 0) return;
    await this.scripts.run('settle-grant', { grantedAtMs: grant.grantedAtMs, requestsBack, tokensBack });
  }
}

/** Nobody keeps a place for longer; it is also what a timer can wait. */
const MAX_PATIENCE_MS = 24 * 60 * 60 * 1000;

const LEARNT_FIELDS = [
  'blocked_until',
  'header_requests',
  'header_window_ms',
  'header_until',
  'learnt_requests',
  'learnt_from',
  'learnt_at',
  'lesson_at',
];

/** As the scripts want it: a whole number, 0 for nothing usable. */
const whole = (value = 0): number => (Number.isFinite(value) ? Math.max(0, Math.ceil(value)) : 0);

function toMetrics([name, source, limit, windowMs, used]: BucketReply): BucketMetrics {
  const capacity = limit < 0 ? null : limit;
  return {
    name,
    source,
    capacity,
    windowMs,
    refillPerSecond: capacity === null ? null : (capacity * 1000) / windowMs,
    available: capacity === null ? null : Math.max(0, capacity - used),
    used,
  };
}
