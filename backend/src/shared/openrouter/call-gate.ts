import type { CallAnswer, CallFailure, CallHold } from './call-outcome';
import type { CallTask } from './model-call';

/** What is known of a call before it is made. */
export interface PlannedCall {
  readonly model: string;
  readonly task: CallTask;
  /** Tokens that it reads and writes at most, estimated. */
  readonly modelTokens: number;
  /** US dollars that it costs at most, by the price list; null where the price is not known. */
  readonly maxCostUsd: number | null;
}

/** How a call that was let through ended. `ABANDONED`: the caller gave it up; what it used is not known. */
export type CallEnd = CallAnswer | CallFailure | { readonly status: 'ABANDONED' };

/** Leave to make one call. */
export interface CallPermit {
  /** To be told exactly once how the call ended, whatever happens. Never rejects: the answer is there all the same. */
  settle(end: CallEnd): Promise<void>;
}

/**
 * Decides whether a call may be made, and learns from how it ended. The one place where limits of rate and money and the
 * circuit breaker meet the client.
 */
export interface CallGate {
  /** Waits for leave, as long as that is worth it, or answers why there is none. */
  before(call: PlannedCall, signal: AbortSignal): Promise<CallPermit | CallHold>;
}

const openPermit: CallPermit = { settle: () => Promise.resolve() };

/** Lets every call through. */
export const openGate: CallGate = { before: () => Promise.resolve(openPermit) };
