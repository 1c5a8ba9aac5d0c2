/** What a part of the calls cost. Amounts are US dollars. */
export interface Spend {
  readonly cost_usd: number;
  readonly calls: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** Of `cost_usd`, what attempts cost that failed or were cancelled. */
  readonly wasted_usd: number;
}

/** Spend of one model, task type or label. */
export interface SpendLine extends Spend {
  /** A label is written `name=value`. */
  readonly name: string;
}

/** Spend of one UTC day. */
export interface SpendDay extends Spend {
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

/** How much of a span's allowance is gone. */
export interface Allowance {
  readonly spent_usd: number;
  /** Held for calls that are under way. */
  readonly reserved_usd: number;
  /** Null: no cap. */
  readonly cap_usd: number | null;
}

/** `GET /openrouter/costs?days=30`: what was spent on what, the dearest first; days the oldest first, without gaps. */
export interface CostReport {
  readonly days: readonly SpendDay[];
  readonly by_model: readonly SpendLine[];
  readonly by_type: readonly SpendLine[];
  readonly by_label: readonly SpendLine[];
  /** The UTC day and month that run. */
  readonly today: Allowance;
  readonly month: Allowance;
  readonly timestamp: string;
}
