import { HttpErrorResponse } from '@angular/common/http';
import { Problem } from '@workstream/contracts';

/** A request that failed; `message` is one or two sentences for the person at the screen. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    message: string,
    /** The HTTP status, or 0 when no answer came. */
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(message);
  }
}

/** Turns whatever HttpClient threw into an error with a message that can be shown. */
export function toApiError(response: HttpErrorResponse): ApiError {
  const problem = problemOf(response.error);
  return new ApiError(problem ? describeProblem(problem) : describeStatus(response.status), response.status, problem);
}

/** What to say about an error of unknown origin. */
export const messageOf = (error: unknown): string =>
  error instanceof Error && error.message !== '' ? error.message : 'Something went wrong. Try again.';

function describeProblem(problem: Problem): string {
  const fields = (problem.errors ?? []).map((error) => `${error.field}: ${error.message}`);
  return [problem.detail || problem.title, ...fields].join(' · ');
}

function describeStatus(status: number): string {
  if (status === 0) return 'The API cannot be reached. Is it running?';
  if (status === 503) return 'The API is not ready. Try again in a moment.';
  return `The API answered with status ${status}.`;
}

function problemOf(body: unknown): Problem | null {
  const parsed = typeof body === 'string' ? parseJson(body) : body;
  const isProblem = typeof parsed === 'object' && parsed !== null && 'detail' in parsed && 'title' in parsed;
  return isProblem ? (parsed as Problem) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
