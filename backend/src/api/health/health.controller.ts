import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ComponentHealth } from '@workstream/contracts';
import type { Request } from 'express';
import { AccessControl, Public } from '../access';
import { ApiProblems } from '../http';
import { HealthDto, LiveDto, ReadyDto } from './dto/health.dto';
import { HealthService } from './health.service';

/** Health over HTTP, below no prefix: probes expect it there. */
@ApiTags('health')
@ApiProblems(403, 500)
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthService,
    private readonly control: AccessControl,
  ) {}

  @Get('health')
  @ApiOkResponse({ type: HealthDto, description: 'Always 200: `status` says how things are' })
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'See how every part of the system is',
    description: 'Everyone learns what is well; why something is not is for those who may look at queues.',
  })
  async getHealth(@Req() request: Request): Promise<HealthDto> {
    const health = await this.health.health();
    return (await this.control.mayLook(request)) ? health : withoutReasons(health);
  }

  @Get('live')
  @ApiOkResponse({ type: LiveDto, description: 'It can' })
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Learn whether the process can answer at all' })
  getLive(): LiveDto {
    return this.health.live();
  }

  @Get('ready')
  @ApiOkResponse({ type: ReadyDto, description: 'It may' })
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Learn whether the process may be sent requests' })
  @ApiProblems(503)
  getReady(): Promise<ReadyDto> {
    return this.health.ready();
  }
}

const SIGN_IN = 'Sign in to learn more.';

function withoutReasons({ status, components, timestamp }: HealthDto): HealthDto {
  const concealed = ({ status }: ComponentHealth): ComponentHealth => ({ status, message: SIGN_IN });
  const { redis, workers, openrouter } = components;
  return {
    status,
    components: { redis: concealed(redis), workers: concealed(workers), openrouter: concealed(openrouter) },
    timestamp,
  };
}
