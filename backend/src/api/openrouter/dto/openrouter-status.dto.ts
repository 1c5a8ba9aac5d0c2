import { ApiProperty } from '@nestjs/swagger';
import { OPENROUTER_STATUSES, type OpenRouterStatus, type OpenRouterStatusName } from '@workstream/contracts';

/** What is known of OpenRouter. Amounts are US dollars. */
export class OpenRouterStatusDto implements OpenRouterStatus {
  @ApiProperty({ enum: OPENROUTER_STATUSES })
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
