/** One field that was refused. */
export interface FieldProblem {
  /** The field's name as sent, or `body`, `file` for the whole. */
  readonly field: string;
  readonly message: string;
}

/** An error answer, RFC 9457 `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** One sentence a person can act on. */
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly FieldProblem[];
  readonly trace_id: string;
}
