/** What is counted: `header` is the limit that the provider named in an answer. */
export const RATE_BUCKETS = ['requests', 'tokens', 'header'] as const;
export type RateBucketName = (typeof RATE_BUCKETS)[number];

/** Where a limit comes from; `none`: there is none. */
export const LIMIT_SOURCES = ['configured', 'header', 'learnt', 'none'] as const;
export type LimitSource = (typeof LIMIT_SOURCES)[number];

/** One limit of the provider, kept for the whole fleet. */
export interface RateLimitBucket {
  readonly name: RateBucketName;
  readonly source: LimitSource;
  /** The most in any window; null where there is no limit. */
  readonly capacity: number | null;
  readonly window_ms: number;
  readonly refill_per_second: number | null;
  readonly available: number | null;
  readonly used: number;
}

export const BREAKER_STATES = ['closed', 'open', 'half_open'] as const;
export type BreakerStateName = (typeof BREAKER_STATES)[number];

/** What stops calls to a service that fails, for the whole fleet. */
export interface BreakerDetails {
  readonly service: string;
  readonly state: BreakerStateName;
  readonly since: string | null;
  /** When the next call may test the service; null while calls go through. */
  readonly retry_at: string | null;
  /** Why it was opened. */
  readonly reason: string | null;
  /** Failed calls within the window. */
  readonly failures: number;
  /** Calls within the window. */
  readonly calls: number;
  /** Tests that failed in a row. */
  readonly failed_probes: number;
  readonly is_probing: boolean;
}

/** `GET /openrouter/rate-limit`: what holds calls to the provider back. */
export interface RateLimitStatus {
  readonly buckets: readonly RateLimitBucket[];
  /** Calls that wait for their turn, in the whole fleet. */
  readonly waiters: number;
  /** Until when the provider told everybody to wait; null when it did not. */
  readonly blocked_until: string | null;
  readonly breakers: readonly BreakerDetails[];
  readonly timestamp: string;
}

/** Body of `POST /workers/reset-circuit-breaker` and `/open-circuit-breaker`. */
export interface BreakerOrder {
  readonly reason?: string;
}

/** `200` of `POST /workers/reset-circuit-breaker` and `/open-circuit-breaker`. */
export interface BreakerSwitch {
  readonly message: string;
  readonly successful_resets: number;
  readonly results: readonly { readonly service: string; readonly state: BreakerStateName }[];
  readonly timestamp: string;
}
