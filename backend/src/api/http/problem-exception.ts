import { HttpException } from '@nestjs/common';
import type { FieldProblem } from '@workstream/contracts';

/** Every way a request can fail: the word in `type`, its status and its title. */
export const PROBLEMS = {
  'malformed-request': [400, 'The request is malformed'],
  'not-a-pdf': [400, 'The file is not a PDF'],
  'encrypted-pdf': [400, 'The PDF is encrypted'],
  'wrong-state': [400, 'The task is in another state'],
  'not-authenticated': [401, 'Authentication is needed'],
  'not-allowed': [403, 'Not allowed'],
  'foreign-origin': [403, 'The request comes from elsewhere'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  gone: [410, 'The task is gone'],
  'too-large': [413, 'Too large'],
  'unsupported-media-type': [415, 'Unsupported media type'],
  'invalid-input': [422, 'The input is not valid'],
  'idempotency-conflict': [422, 'The key belongs to another request'],
  'too-many-requests': [429, 'Too many requests'],
  'internal-error': [500, 'Internal error'],
  unavailable: [503, 'Temporarily unavailable'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemKind = keyof typeof PROBLEMS;

interface ProblemExtras {
  readonly errors?: readonly FieldProblem[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Ends a request with an RFC 9457 problem. `detail` is one sentence a person can act on, and names nothing internal. */
export class ProblemException extends HttpException {
  readonly title: string;
  readonly errors: readonly FieldProblem[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    extras: ProblemExtras = {},
  ) {
    const [status, title] = PROBLEMS[kind];
    super(detail, status);
    this.title = title;
    this.errors = extras.errors;
    this.headers = extras.headers ?? {};
  }
}

/** Fields were refused; each is named with its reason. */
export function invalidInput(...errors: readonly FieldProblem[]): ProblemException {
  const [first] = errors;
  const detail =
    errors.length === 1 && first
      ? `${first.message}.`
      : `${String(errors.length)} fields are not valid: ${errors.map(({ field }) => field).join(', ')}.`;
  return new ProblemException('invalid-input', detail, { errors });
}

/** The request is fine and may be repeated after `retryAfterS` seconds. */
export const unavailable = (detail: string, retryAfterS = 1): ProblemException =>
  new ProblemException('unavailable', detail, { headers: { 'Retry-After': String(retryAfterS) } });
