import type { FaultRule, ReplyFault } from './faults';

/** An answer that is no success: a status, headers and a body that is JSON unless it is a string. */
export interface ErrorReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object | string;
}

/** An error in the provider's usual shape. */
export function errorReply(
  status: number,
  errorType: string,
  message: string,
  extra: { readonly metadata?: object; readonly headers?: Readonly<Record<string, string>> } = {},
): ErrorReply {
  const error = { code: status, message, metadata: { error_type: errorType, ...extra.metadata } };
  return { status, headers: extra.headers ?? {}, body: { error } };
}

/** An error of the newer shape: no `code`, the type beside the message, and what may help. */
export function availabilityReply(
  status: number,
  availability: { readonly code: string; readonly retryable: boolean; readonly [field: string]: unknown },
): ErrorReply {
  const error = {
    message: `The model cannot be used: ${availability.code}`,
    error_type: status === 429 ? 'rate_limit_exceeded' : 'not_found',
    http_status: status,
    availability,
  };
  return { status, headers: {}, body: { error } };
}

const provider = { provider_name: 'Emulator', previous_errors: [] };
const ok = (body: object | string, type = 'application/json'): ErrorReply => ({
  status: 200,
  headers: { 'content-type': type },
  body,
});
const retryAfter = ({ retryAfterS }: FaultRule): Record<string, string> =>
  retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) };

const replies: Readonly<
  Record<Exclude<ReplyFault, 'connection_reset'>, (rule: FaultRule, nowMs: number) => ErrorReply>
> = {
  unauthorized: () => errorReply(401, 'authentication', 'User not found.'),
  out_of_credits: () => errorReply(402, 'payment_required', 'Insufficient credits. Add more to go on.'),
  guardrail: () =>
    errorReply(403, 'permission_denied', 'The request was blocked by a guardrail.', {
      metadata: { patterns: ['card-number'] },
    }),
  moderation: () =>
    errorReply(403, 'permission_denied', 'The input was flagged.', {
      metadata: { reasons: ['violence'], flagged_input: 'some words', ...provider, model_slug: 'emulator' },
    }),
  not_found: () =>
    availabilityReply(404, { code: 'no_endpoints', retryable: false, fallback_models: ['emulator/small-text'] }),
  no_models: () => errorReply(400, 'invalid_request', 'No models provided'),
  free_variant_ended: () => availabilityReply(404, { code: 'free_variant_ended', retryable: false }),
  request_timeout: () => errorReply(408, 'timeout', 'The request took too long.'),
  too_large: () => errorReply(413, 'payload_too_large', 'The request is too large.'),
  unprocessable: () => errorReply(422, 'unprocessable', 'The request cannot be processed.'),
  rate_limited: (rule, nowMs) =>
    errorReply(429, 'rate_limit_exceeded', 'Too many requests.', {
      headers: {
        'retry-after': String(rule.retryAfterS ?? 1),
        'x-ratelimit-limit': '20',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(nowMs + (rule.retryAfterS ?? 1) * 1000),
      },
    }),
  rate_limited_bare: () => errorReply(429, 'rate_limit_exceeded', 'Provider returned error', { metadata: provider }),
  capacity_exhausted: (rule) =>
    availabilityReply(429, { code: 'capacity_exhausted', retryable: true, retry_after: rule.retryAfterS ?? 2 }),
  server_error: () => ({
    status: 500,
    headers: {},
    body: { error: { code: 500, message: 'Internal Server Error', metadata: { error_type: 'server' } } },
  }),
  bad_gateway: () => errorReply(502, 'provider_unavailable', 'Provider returned error', { metadata: provider }),
  unavailable: (rule) =>
    errorReply(503, 'provider_overloaded', 'No instances available', { headers: retryAfter(rule) }),
  timeout: () => errorReply(504, 'timeout', 'The provider did not answer in time.'),
  origin_timeout: () => ({ status: 524, headers: { 'content-type': 'text/plain' }, body: 'error code: 524' }),
  overloaded: () => errorReply(529, 'provider_overloaded', 'Provider overloaded'),
  error_in_ok: () => ok({ error: { code: 502, message: 'Provider returned error', metadata: provider } }),
  html: () => ok('<html><body>Just a moment …</body></html>', 'text/html'),
  garbage: () => ok('{"choices":[{"message":{"content":'),
  empty_body: () => ok(''),
};

/** What a scripted fault answers instead of a completion; null where it answers nothing at all. */
export const faultReply = (fault: ReplyFault, rule: FaultRule, nowMs: number): ErrorReply | null =>
  fault === 'connection_reset' ? null : replies[fault](rule, nowMs);
