import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

const FORCE_REFRESH = 'true: ask anew instead of showing what was learned less than a minute ago.';
const YES_OR_NO = ['true', 'false'] as const;

/** How `GET /openrouter/status` is asked. */
export class GetOpenRouterStatusDto {
  @ApiPropertyOptional({ enum: YES_OR_NO, description: FORCE_REFRESH })
  @IsOptional()
  @IsIn(YES_OR_NO, { message: 'force_refresh must be true or false' })
  readonly force_refresh?: (typeof YES_OR_NO)[number];
}
