import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Allowance, CostReport, ProviderDay, ProviderMetrics, SpendDay, SpendLine } from '@workstream/contracts';
import { IsInt, Max, Min } from 'class-validator';
import { ToInteger } from '../../http';

const daysRule = { message: 'days must be an integer from 1 to 366' };

/** How many UTC days, today included. */
export class DaysDto {
  /** How many, today included. */
  @ApiPropertyOptional({ type: 'integer' })
  @ToInteger()
  @IsInt(daysRule)
  @Min(1, daysRule)
  @Max(366, daysRule)
  readonly days: number = 7;
}

class SpendDto {
  /** US dollars. */
  readonly cost_usd: number;
  readonly calls: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** Of the cost, what bought nothing. */
  readonly wasted_usd: number;
}

/** Spend of one model, task type or label. */
export class SpendLineDto extends SpendDto implements SpendLine {
  /** @example "project=atlas" */
  readonly name: string;
}

/** Spend of one UTC day. */
export class SpendDayDto extends SpendDto implements SpendDay {
  /** @example "2026-01-31" */
  readonly day: string;
}

/** How much of a span's allowance is gone, in US dollars. */
export class AllowanceDto implements Allowance {
  readonly spent_usd: number;
  readonly reserved_usd: number;
  /** Null: no cap. */
  readonly cap_usd: number | null;
}

/** What was spent on what. */
export class CostReportDto implements CostReport {
  readonly days: SpendDayDto[];
  readonly by_model: SpendLineDto[];
  readonly by_type: SpendLineDto[];
  readonly by_label: SpendLineDto[];
  readonly today: AllowanceDto;
  readonly month: AllowanceDto;
  readonly timestamp: string;
}

/** Calls by the day. */
export class ProviderMetricsDto implements ProviderMetrics {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: { type: 'number' } },
    example: { '2026-01-31': { total_calls: 12, successful_calls: 11, failed_calls: 1, state_rate_limited: 1 } },
  })
  readonly metrics: Record<string, ProviderDay>;
  readonly days: number;
  readonly generated_at: string;
}
