import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../http';
import { WorkerFleetDto } from './dto/worker-fleet.dto';
import { WorkersService } from './workers.service';

/** Workers over HTTP. */
@ApiTags('workers')
@ApiProblems(500, 503)
@Controller('workers')
export class WorkersController {
  constructor(private readonly workers: WorkersService) {}

  @Get()
  @ApiOperation({ summary: 'See all workers and how they are' })
  listWorkers(): Promise<WorkerFleetDto> {
    return this.workers.fleet();
  }
}
