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
