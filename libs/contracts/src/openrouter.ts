export const OPENROUTER_STATUSES = [
  'active',
  'api_key_missing',
  'api_key_invalid',
  'credits_exhausted',
  'rate_limited',
  'service_unavailable',
  'error',
] as const;
export type OpenRouterStatusName = (typeof OPENROUTER_STATUSES)[number];

/** `GET /openrouter/status`. Amounts are US dollars; null where nothing is known. */
export interface OpenRouterStatus {
  readonly status: OpenRouterStatusName;
  readonly message: string;
  readonly balance: number | null;
  readonly usage_today: number | null;
  readonly usage_month: number | null;
  readonly last_check: string | null;
  readonly error_details: string | null;
  readonly consecutive_failures: number;
  readonly circuit_breaker_open: boolean;
  readonly cache_hit: boolean;
}

/** Calls of one UTC day; `state_…` counts them by how they found the provider. */
export interface ProviderDay {
  readonly total_calls: number;
  readonly successful_calls: number;
  readonly failed_calls: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly cost_usd: number;
  readonly [state: `state_${string}`]: number;
}

/** `GET /openrouter/metrics?days=7`, by `YYYY-MM-DD`. */
export interface ProviderMetrics {
  readonly metrics: Readonly<Record<string, ProviderDay>>;
  readonly days: number;
  readonly generated_at: string;
}
