import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Optional } from '../../http';

const FORCE_REFRESH = 'true: ask anew instead of showing what was learned less than a minute ago.';
const YES_OR_NO = ['true', 'false'] as const;

/** How `GET /openrouter/status` is asked. */
export class GetOpenRouterStatusDto {
  @ApiPropertyOptional({ enum: YES_OR_NO, description: FORCE_REFRESH })
  @Optional()
  @IsIn(YES_OR_NO, { message: 'force_refresh must be true or false' })
  readonly force_refresh?: (typeof YES_OR_NO)[number];
}
