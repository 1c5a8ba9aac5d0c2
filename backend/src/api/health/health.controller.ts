import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../http';
import { HealthDto, LiveDto, ReadyDto } from './dto/health.dto';
import { HealthService } from './health.service';

/** Health over HTTP, below no prefix: probes expect it there. */
@ApiTags('health')
@ApiProblems(403, 500)
@Controller()
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('health')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'See how every part of the system is' })
  getHealth(): Promise<HealthDto> {
    return this.health.health();
  }

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Learn whether the process can answer at all' })
  getLive(): LiveDto {
    return this.health.live();
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Learn whether the process may be sent requests' })
  @ApiProblems(503)
  getReady(): Promise<ReadyDto> {
    return this.health.ready();
  }
}
