/** What a call used. */
export interface CallUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** US dollars; null where the server does not say. */
  readonly costUsd: number | null;
}

/** An answer that is complete and not empty. */
export interface CallAnswer {
  readonly status: 'ANSWERED';
  readonly text: string;
  /** `length`: the answer was cut at its limit. Words that are not known yet come as they are. */
  readonly finishReason: string;
  /** The model that answered, which may be another than the one asked. */
  readonly model: string;
  readonly generationId: string | null;
  /** Null where the server does not say. */
  readonly usage: CallUsage | null;
  /** What the provider read of the files, to be sent back with the next call. */
  readonly annotations: readonly unknown[];
  /** True when the answer came from the provider's cache and cost nothing. */
  readonly isCacheHit: boolean;
}

/**
 * Why a call failed. `rejected`, `too_long` and `forbidden` are about the request; `key_refused`, `no_credit` and
 * `throttled` about the key; the others about the moment: `bad_answer` is a success that holds no usable answer.
 */
export type CallProblem =
  | 'rejected'
  | 'too_long'
  | 'forbidden'
  | 'key_refused'
  | 'no_credit'
  | 'throttled'
  | 'overloaded'
  | 'unavailable'
  | 'timed_out'
  | 'unreachable'
  | 'bad_answer';

/** A call that was made and failed. */
export interface CallFailure {
  readonly status: 'FAILED';
  readonly problem: CallProblem;
  /** A sentence for people; holds no key and none of the input. */
  readonly message: string;
  /** Null when no answer came. */
  readonly httpStatus: number | null;
  /** What the other side asked to wait; 0 when it did not say. */
  readonly retryAfterMs: number;
  readonly generationId: string | null;
  /** What was used all the same, as far as it was said. */
  readonly usage: CallUsage | null;
  /** What the headers said of a limit: requests a window, and when it is open again in ms since 1970. Null: nothing. */
  readonly rateLimit: { readonly limit: number | null; readonly resetAtMs: number | null } | null;
  /** Models that the provider suggests instead. */
  readonly fallbackModels: readonly string[];
  /** What was read of the files before the failure, and may have been paid for. */
  readonly annotations: readonly unknown[];
  readonly isCacheHit: boolean;
}

/** A call that was not made. */
export interface CallHold {
  readonly status: 'HELD';
  /**
   * `breaker`: the provider is out of order; `rate`: the limit is used up; `budget`: no money for now. No wait helps where
   * the task has spent all it may (`task_budget`), or where the call is larger than the limit (`too_large`).
   */
  readonly reason: 'breaker' | 'rate' | 'budget' | 'task_budget' | 'too_large';
  readonly message: string;
  readonly retryAfterMs: number;
}

/** How a call ended. */
export type CallOutcome = CallAnswer | CallFailure | CallHold;

const blank = {
  status: 'FAILED',
  httpStatus: null,
  retryAfterMs: 0,
  generationId: null,
  usage: null,
  rateLimit: null,
  fallbackModels: [],
  annotations: [],
  isCacheHit: false,
} as const;

/** A failure of which only so much is known. */
export const failed = (
  problem: CallProblem,
  message: string,
  more: Partial<Omit<CallFailure, 'status' | 'problem' | 'message'>> = {},
): CallFailure => ({ ...blank, ...more, problem, message });

const FAULTS: ReadonlySet<CallProblem> = new Set([
  'overloaded',
  'unavailable',
  'timed_out',
  'unreachable',
  'bad_answer',
]);

/** Says whether a failure tells that the provider is out of order; a throttle or a wrong request does not. */
export const isProviderFault = ({ problem }: CallFailure): boolean => FAULTS.has(problem);
