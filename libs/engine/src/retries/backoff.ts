import type { ErrorType } from '@workstream/contracts';

/** How long a task rests after each failed attempt of one error type. */
export interface BackoffPolicy {
  /** Rest before the first, second, ... retry; the last value serves all later ones. Milliseconds. */
  readonly delaysMs: readonly number[];
  /** Added at random, as a share of the rest: 0.2 = up to 20 % longer. Spreads the retries of tasks that failed together. */
  readonly jitter: number;
}

/** One policy an error type. */
export type BackoffPolicies = Readonly<Record<ErrorType, BackoffPolicy>>;

const seconds = (...values: readonly number[]): BackoffPolicy => ({
  delaysMs: values.map((value) => value * 1000),
  jitter: 0.2,
});

const other = seconds(5, 15, 60, 300);

/** Rests that suit what went wrong: credits return slowly, a network hiccup passes quickly. */
export const defaultBackoff: BackoffPolicies = {
  CreditsExhausted: seconds(300, 600, 1800),
  RateLimited: seconds(120, 300, 600, 1200),
  ServiceUnavailable: seconds(5, 10, 30, 60, 120),
  NetworkError: seconds(2, 5, 10, 30, 60),
  TimedOut: other,
  InvalidInput: other,
  UnknownTaskType: other,
  Poison: other,
  Expired: other,
  Other: other,
};

/**
 * Milliseconds until the next attempt.
 *
 * @param retryCount retries already used, from 0
 * @param retryAfterMs what the other side asked for; the answer is never less
 * @param random from 0 up to, not including, 1
 */
export function backoffMs(policy: BackoffPolicy, retryCount: number, retryAfterMs: number, random: number): number {
  const rest = policy.delaysMs[Math.min(retryCount, policy.delaysMs.length - 1)] ?? 0;
  return Math.round(Math.max(rest * (1 + policy.jitter * random), retryAfterMs));
}
