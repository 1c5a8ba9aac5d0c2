import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { OpenRouterStatusService } from '../../shared/openrouter';
import { ApiProblems } from '../http';
import { OpenRouterStatusDto } from './dto/openrouter-status.dto';

const FORCE_REFRESH = 'true: ask anew instead of showing what was learned less than a minute ago.';

/** OpenRouter over HTTP. */
@ApiTags('openrouter')
@ApiProblems(403, 500)
@Controller('openrouter')
export class OpenRouterController {
  constructor(private readonly openrouter: OpenRouterStatusService) {}

  @Get('status')
  @ApiQuery({ name: 'force_refresh', required: false, enum: ['true', 'false'], description: FORCE_REFRESH })
  @ApiOperation({ summary: 'See whether tasks can use OpenRouter' })
  getOpenRouterStatus(@Query('force_refresh') forceRefresh?: string): Promise<OpenRouterStatusDto> {
    return this.openrouter.status({ isForced: forceRefresh === 'true' });
  }
}
