import type { components } from './generated';

/** What the server said of an error, RFC 9457. */
export type Problem = components['schemas']['ProblemDto'];

/** A request that came to nothing, after all tries. Aborting is no such error: it throws the reason of the signal. */
export class WorkstreamError extends Error {
  constructor(
    message: string,
    /** The status of the answer; 0 when there was none. */
    readonly status: number,
    /** What the server said; null when nothing came, or when something else than the server answered. */
    readonly problem: Problem | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'WorkstreamError';
  }
}

/** The error that an answer with this status and body stands for. */
export function toError(status: number, body: unknown): WorkstreamError {
  const problem = isProblem(body) ? body : null;
  return new WorkstreamError(problem?.detail ?? `The server answered ${String(status)}`, status, problem);
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'detail' in body && 'status' in body;
