import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../access';
import { ApiProblems } from '../http';
import { FleetMetrics } from './fleet-metrics';

/** Metrics over HTTP, below no prefix: scrapers expect them there. */
@ApiTags('health')
@ApiProblems(403, 500)
@Access('read:queues')
@Controller()
export class MetricsController {
  constructor(private readonly fleet: FleetMetrics) {}

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({
    description: 'Prometheus text',
    content: { 'text/plain': { schema: { type: 'string' }, example: 'workstream_queue_depth{queue="primary"} 3\n' } },
  })
  @ApiOperation({ summary: 'Read the metrics of this process and of the fleet' })
  getMetrics(): Promise<string> {
    return this.fleet.text();
  }
}
