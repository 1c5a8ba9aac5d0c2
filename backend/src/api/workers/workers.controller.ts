import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { WorkerFleet } from '@workstream/contracts';
import { Access } from '../access';
import { ApiProblems } from '../http';
import { WorkerFleetDto } from './dto/worker-fleet.dto';
import { WorkerSwitchDto } from './dto/worker-switch.dto';
import { WorkersService } from './workers.service';

const ApiWorkerId = ApiParam({
  name: 'worker_id',
  description: 'As the list of workers names it',
  example: 'host-4711-9f3a2c',
});

/** Workers over HTTP. */
@ApiTags('workers')
@ApiProblems(403, 500, 503)
@Access('read:workers')
@Controller('workers')
export class WorkersController {
  constructor(private readonly workers: WorkersService) {}

  @Get()
  @ApiOkResponse({ type: WorkerFleetDto, description: 'The fleet at one moment' })
  @ApiOperation({ summary: 'See all workers and how they are' })
  listWorkers(): Promise<WorkerFleet> {
    return this.workers.fleet();
  }

  @Post(':worker_id/drain')
  @Access('operate:tasks')
  @HttpCode(200)
  @ApiWorkerId
  @ApiOkResponse({ type: WorkerSwitchDto, description: 'The worker takes nothing more' })
  @ApiOperation({ summary: 'Let a worker finish what it has and take nothing more' })
  @ApiProblems(400, 404)
  drainWorker(@Param('worker_id') id: string): Promise<WorkerSwitchDto> {
    return this.workers.drain(id);
  }

  @Post(':worker_id/undrain')
  @Access('operate:tasks')
  @HttpCode(200)
  @ApiWorkerId
  @ApiOkResponse({ type: WorkerSwitchDto, description: 'The worker takes tasks' })
  @ApiOperation({ summary: 'Let a draining worker take tasks again' })
  @ApiProblems(400, 404)
  undrainWorker(@Param('worker_id') id: string): Promise<WorkerSwitchDto> {
    return this.workers.undrain(id);
  }
}
