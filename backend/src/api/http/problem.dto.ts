import type { FieldProblem, Problem } from '@workstream/contracts';

/** One field that was refused. */
export class FieldProblemDto implements FieldProblem {
  /**
   * The field's name as sent.
   * @example "content"
   */
  readonly field: string;
  /** @example "content must be text that is not blank" */
  readonly message: string;
}

/** An error answer, RFC 9457. */
export class ProblemDto implements Problem {
  /** @example "urn:workstream:problem:invalid-input" */
  readonly type: string;
  /** @example "The input is not valid" */
  readonly title: string;
  /** @example 422 */
  readonly status: number;
  /**
   * One sentence a person can act on.
   * @example "content must be text that is not blank."
   */
  readonly detail: string;
  /** @example "/api/v1/tasks/summarize/" */
  readonly instance: string;
  /** The fields that were refused. */
  readonly errors?: FieldProblemDto[];
  /** Finds the request in the log; also in the header X-Request-Id. */
  readonly trace_id: string;
}
