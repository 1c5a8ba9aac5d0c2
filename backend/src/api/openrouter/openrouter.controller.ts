import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OpenRouterStatusService } from '../../shared/openrouter';
import { Access } from '../access';
import { ApiProblems } from '../http';
import { GetOpenRouterStatusDto } from './dto/get-openrouter-status.dto';
import { OpenRouterStatusDto } from './dto/openrouter-status.dto';

/** OpenRouter over HTTP. */
@ApiTags('openrouter')
@ApiProblems(403, 422, 500)
@Access('read:workers')
@Controller('openrouter')
export class OpenRouterController {
  constructor(private readonly openrouter: OpenRouterStatusService) {}

  @Get('status')
  @ApiOkResponse({ type: OpenRouterStatusDto, description: 'How it was found at the last check' })
  @ApiOperation({ summary: 'See whether tasks can use OpenRouter' })
  getOpenRouterStatus(@Query() query: GetOpenRouterStatusDto): Promise<OpenRouterStatusDto> {
    return this.openrouter.status({ isForced: query.force_refresh === 'true' });
  }
}
