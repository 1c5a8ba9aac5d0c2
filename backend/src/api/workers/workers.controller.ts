import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { WorkerFleet } from '@workstream/contracts';
import { ApiProblems } from '../http';
import { WorkerFleetDto } from './dto/worker-fleet.dto';
import { WorkersService } from './workers.service';

/** Workers over HTTP. */
@ApiTags('workers')
@ApiProblems(403, 500, 503)
@Controller('workers')
export class WorkersController {
  constructor(private readonly workers: WorkersService) {}

  @Get()
  @ApiOkResponse({ type: WorkerFleetDto, description: 'The fleet at one moment' })
  @ApiOperation({ summary: 'See all workers and how they are' })
  listWorkers(): Promise<WorkerFleet> {
    return this.workers.fleet();
  }
}
