import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { BreakerSwitch, CostReport, ProviderMetrics, RateLimitStatus } from '@workstream/contracts';
import { Access } from '../access';
import { ApiProblems } from '../http';
import { CostsService } from './costs.service';
import { CostReportDto, DaysDto, ProviderMetricsDto } from './dto/costs.dto';
import { BreakerOrderDto, BreakerSwitchDto, RateLimitStatusDto } from './dto/limits.dto';
import { LimitsService } from './limits.service';

/** The provider's limits and prices over HTTP. The breakers are below `workers`, where clients have always found them. */
@ApiTags('openrouter')
@ApiProblems(403, 500, 503)
@Access('read:workers')
@Controller()
export class LimitsController {
  constructor(
    private readonly limits: LimitsService,
    private readonly costs: CostsService,
  ) {}

  @Get('openrouter/rate-limit')
  @ApiOkResponse({ type: RateLimitStatusDto, description: 'Limits and breakers at one moment' })
  @ApiOperation({ summary: 'See what holds calls to the provider back' })
  getRateLimit(): Promise<RateLimitStatus> {
    return this.limits.status();
  }

  @Get('openrouter/metrics')
  @ApiOkResponse({ type: ProviderMetricsDto, description: 'Days without calls are zeros' })
  @ApiOperation({ summary: 'Count calls to the provider by the day' })
  @ApiProblems(422)
  getProviderMetrics(@Query() { days }: DaysDto): Promise<ProviderMetrics> {
    return this.costs.metrics(days);
  }

  @Get('openrouter/costs')
  @ApiOkResponse({ type: CostReportDto, description: 'The dearest first; days the oldest first' })
  @ApiOperation({ summary: 'See what was spent on what, and how much of the caps is left' })
  @ApiProblems(422)
  getCosts(@Query() { days }: DaysDto): Promise<CostReport> {
    return this.costs.report(days);
  }

  @Post('workers/reset-circuit-breaker')
  @Access('operate:tasks')
  @HttpCode(200)
  @ApiOkResponse({ type: BreakerSwitchDto, description: 'Every breaker is closed' })
  @ApiOperation({ summary: 'Close every circuit breaker, and forget what was learnt of limits' })
  @ApiProblems(400, 422)
  resetBreakers(@Body() { reason }: BreakerOrderDto): Promise<BreakerSwitch> {
    return this.limits.reset(reason);
  }

  @Post('workers/open-circuit-breaker')
  @Access('operate:tasks')
  @HttpCode(200)
  @ApiOkResponse({
    type: BreakerSwitchDto,
    description: 'Every breaker is open; after a rest one call tests the service',
  })
  @ApiOperation({ summary: 'Open every circuit breaker: tasks wait, none is lost' })
  @ApiProblems(400, 422)
  openBreakers(@Body() { reason }: BreakerOrderDto): Promise<BreakerSwitch> {
    return this.limits.open(reason);
  }
}
