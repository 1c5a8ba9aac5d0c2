import { scrubbed } from '../logging';
import { failed, type CallFailure, type CallProblem } from './call-outcome';
import { listOf, numberOf, objectOf, textOf, type JsonObject } from './tolerant-json';

/** Where an error was found, and what came along. */
export interface FailureSource {
  /** Of the answer that holds the error: 200 for an error inside a success. */
  readonly httpStatus: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly nowMs: number;
  readonly attempt: number;
  readonly generationId: string | null;
}

const BY_ERROR_TYPE: Readonly<Record<string, CallProblem>> = {
  context_length_exceeded: 'too_long',
  max_tokens_exceeded: 'too_long',
  token_limit_exceeded: 'too_long',
  string_too_long: 'too_long',
  authentication: 'key_refused',
  payment_required: 'no_credit',
  permission_denied: 'forbidden',
  rate_limit_exceeded: 'throttled',
  provider_overloaded: 'overloaded',
  provider_unavailable: 'unavailable',
  server: 'unavailable',
  timeout: 'timed_out',
  unmapped: 'unavailable',
  invalid_request: 'rejected',
  invalid_prompt: 'rejected',
  not_found: 'rejected',
  precondition_failed: 'rejected',
  payload_too_large: 'rejected',
  unprocessable: 'rejected',
  content_policy_violation: 'rejected',
  refusal: 'rejected',
};

const BY_STATUS: Readonly<Record<number, CallProblem>> = {
  401: 'key_refused',
  402: 'no_credit',
  403: 'forbidden',
  408: 'timed_out',
  429: 'throttled',
  503: 'overloaded',
  504: 'timed_out',
  522: 'timed_out',
  524: 'timed_out',
  529: 'overloaded',
};

const MAX_MESSAGE_CHARS = 300;
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;
// Seen in the field as a passing fault of the provider, though its status says that the request is wrong.
const PASSING_REFUSAL = /^No models provided/i;

/**
 * Reads an error in any of the shapes in which the provider sends it: under an error status, inside a success, or in the
 * middle of a stream. What is unknown or missing is never a fault of its own.
 */
export function readFailure(error: unknown, source: FailureSource): CallFailure {
  const facts = factsOf(error, source);
  const problem = problemOf(facts, source);
  const { headers, nowMs, generationId } = source;
  return failed(problem, sentence(facts), {
    httpStatus: facts.status,
    retryAfterMs: Math.min(LONGEST_WAIT_MS, Math.max(waitInHeaders(headers, nowMs), facts.retryAfterS * 1000)),
    generationId,
    rateLimit: rateLimitIn(headers, nowMs),
    fallbackModels: facts.fallbackModels,
    annotations: facts.annotations,
  });
}

interface Facts {
  readonly status: number;
  readonly errorType: string | null;
  readonly message: string;
  /** What the provider says of another try; null where it says nothing. */
  readonly isRetryable: boolean | null;
  readonly retryAfterS: number;
  readonly fallbackModels: readonly string[];
  readonly annotations: readonly unknown[];
}

function factsOf(error: unknown, { httpStatus }: FailureSource): Facts {
  const fields = objectOf(error);
  const metadata = objectOf(fields['metadata']);
  const availability = objectOf(fields['availability']);
  const { retryable } = availability;
  return {
    status: statusOf(fields, httpStatus),
    errorType: textOf(metadata['error_type']) ?? textOf(fields['error_type']),
    message: textOf(fields['message']) ?? textOf(error) ?? '',
    isRetryable: typeof retryable === 'boolean' ? retryable : null,
    retryAfterS: numberOf(availability['retry_after']) ?? 0,
    fallbackModels: listOf(availability['fallback_models']).filter((model) => typeof model === 'string'),
    annotations: listOf(metadata['file_annotations']),
  };
}

// Inside a success the status is that of the error, where it gives one that is a status: it may be a word.
function statusOf(fields: JsonObject, httpStatus: number): number {
  if (httpStatus >= 400) return httpStatus;
  const code = numberOf(fields['code']) ?? numberOf(fields['http_status']) ?? 0;
  return code >= 400 && code < 600 ? code : httpStatus;
}

function problemOf(facts: Facts, { attempt }: FailureSource): CallProblem {
  const { isRetryable, status, errorType } = facts;
  if (isRetryable === false) return 'rejected';
  if (attempt === 1 && status === 400 && PASSING_REFUSAL.test(facts.message)) return 'unavailable';
  const problem = BY_ERROR_TYPE[errorType ?? ''] ?? BY_STATUS[status] ?? byClass(status);
  return isRetryable === true && problem === 'rejected' ? 'unavailable' : problem;
}

const byClass = (status: number): CallProblem => (status >= 400 && status < 500 ? 'rejected' : 'unavailable');

function sentence({ status, errorType, message }: Facts): string {
  // A provider may repeat the headers it was sent; what it says is kept with the task and shown.
  const words = scrubbed(message).replace(/\s+/g, ' ').trim().slice(0, MAX_MESSAGE_CHARS);
  const code = status >= 400 ? String(status) : 'an error';
  return `The provider answered ${code}${errorType === null ? '' : ` (${errorType})`}${words === '' ? '' : `: ${words}`}`;
}

/** How long the headers ask to wait, in ms: the longest of what they say, 0 when they say nothing. */
function waitInHeaders(headers: FailureSource['headers'], nowMs: number): number {
  return Math.max(0, retryAfterMs(headers['retry-after'], nowMs), resetMs(headers['x-ratelimit-reset'], nowMs));
}

function rateLimitIn(headers: FailureSource['headers'], nowMs: number): CallFailure['rateLimit'] {
  const limit = numberOf(headers['x-ratelimit-limit']);
  const inMs = resetMs(headers['x-ratelimit-reset'], nowMs);
  return limit === null && inMs <= 0 ? null : { limit, resetAtMs: inMs > 0 ? nowMs + inMs : null };
}

function retryAfterMs(value: string | undefined, nowMs: number): number {
  if (value === undefined) return 0;
  const seconds = numberOf(value);
  if (seconds !== null) return seconds * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? 0 : at - nowMs;
}

// A moment in ms or in seconds, or a number of seconds from now: all three are in use.
function resetMs(value: string | undefined, nowMs: number): number {
  const reset = numberOf(value) ?? 0;
  if (reset > 1e12) return reset - nowMs;
  return reset > 1e9 ? reset * 1000 - nowMs : reset * 1000;
}
