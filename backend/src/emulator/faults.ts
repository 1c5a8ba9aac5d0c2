/** Faults that take the place of an answer. */
export const REPLY_FAULTS = [
  'unauthorized',
  'out_of_credits',
  'guardrail',
  'moderation',
  'not_found',
  'no_models',
  'free_variant_ended',
  'request_timeout',
  'too_large',
  'unprocessable',
  'rate_limited',
  'rate_limited_bare',
  'capacity_exhausted',
  'server_error',
  'bad_gateway',
  'unavailable',
  'timeout',
  'origin_timeout',
  'overloaded',
  'error_in_ok',
  'html',
  'garbage',
  'empty_body',
  'connection_reset',
] as const;
export type ReplyFault = (typeof REPLY_FAULTS)[number];

/** Faults of an answer that has begun, or that is not quite as it should be. */
export const ANSWER_FAULTS = [
  'no_choices',
  'empty_answer',
  'finish_error',
  'rate_limited_mid_stream',
  'string_code',
  'cut_by_length',
  'truncated',
  'broken_off',
  'garbage_event',
  'slow_headers',
  'slow_first_byte',
  'only_comments',
  'stall',
  'endless_body',
  'split_utf8',
  'joined_events',
  'odd_extras',
  'no_usage',
  'not_json',
  'wrong_json',
] as const;
export type AnswerFault = (typeof ANSWER_FAULTS)[number];

/** One line of the script: which requests go wrong, and how. */
export interface FaultRule {
  readonly fault: ReplyFault | AnswerFault;
  /** Only requests for this model. */
  readonly model?: string;
  /** Only requests with this key. */
  readonly key?: string;
  /** Only requests whose body holds these words. */
  readonly containing?: string;
  /** Matching requests that go well before the first one that fails. Default 0. */
  readonly after?: number;
  /** Requests that fail; null is all of them. Default 1. */
  readonly times?: number | null;
  /** Sent as `Retry-After`, in seconds, where the fault has one. */
  readonly retryAfterS?: number;
  /** How long a slow or stalled answer waits; without it, until the client leaves. */
  readonly delayMs?: number;
}

interface Scripted extends FaultRule {
  seen: number;
}

/** The faults still to come, in the order they were written; a request meets at most one. */
export class FaultScript {
  private rules: Scripted[] = [];

  add(...rules: readonly FaultRule[]): void {
    this.rules.push(...rules.map((rule) => ({ ...rule, seen: 0 })));
  }

  clear(): void {
    this.rules = [];
  }

  /** The fault of this request, or null; counts the request in every rule that it matches up to the one that strikes. */
  next(request: { readonly model: string; readonly key: string; readonly body: string }): FaultRule | null {
    for (const rule of this.rules) {
      if (matches(rule, request) && strikes(rule)) return rule;
    }
    return null;
  }
}

const matches = (rule: FaultRule, request: { model: string; key: string; body: string }): boolean =>
  (rule.model ?? request.model) === request.model &&
  (rule.key ?? request.key) === request.key &&
  request.body.includes(rule.containing ?? '');

function strikes(rule: Scripted): boolean {
  rule.seen += 1;
  const turn = rule.seen - (rule.after ?? 0);
  return turn > 0 && (rule.times === null || turn <= (rule.times ?? 1));
}
