import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

/** How fresh the status must be. */
export class GetOpenRouterStatusDto {
  /** Accepted for clients that send it; there is no cache to go around while nothing is asked of OpenRouter. */
  @ApiPropertyOptional({ enum: ['true', 'false'] })
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'force_refresh must be true or false' })
  readonly force_refresh?: 'true' | 'false';
}
