import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../access';
import { ApiProblems } from '../http';
import { LatencyDto, MetricsQueryDto, ThroughputDto } from './dto/metrics.dto';
import { TaskMetrics } from './task-metrics';

/** Figures of tasks over HTTP. */
@ApiTags('tasks')
@ApiProblems(403, 422, 500, 503)
@Access('read:tasks')
@Controller('tasks/metrics')
export class TaskMetricsController {
  constructor(private readonly metrics: TaskMetrics) {}

  @Get('throughput')
  @ApiOkResponse({ type: ThroughputDto, description: 'A row for each minute, the oldest first' })
  @ApiOperation({ summary: 'See how many tasks came, were done and failed, by the minute' })
  getThroughput(@Query() { minutes }: MetricsQueryDto): Promise<ThroughputDto> {
    return this.metrics.throughput(minutes) as Promise<ThroughputDto>;
  }

  @Get('latency')
  @ApiOkResponse({ type: LatencyDto, description: 'A row for each minute, the oldest first; seconds' })
  @ApiOperation({ summary: 'See how long tasks took from creation to result, by the minute' })
  getLatency(@Query() { minutes }: MetricsQueryDto): Promise<LatencyDto> {
    return this.metrics.latency(minutes) as Promise<LatencyDto>;
  }
}
