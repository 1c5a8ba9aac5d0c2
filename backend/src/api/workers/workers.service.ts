import { Injectable } from '@nestjs/common';
import type { WorkerFleet } from '@workstream/contracts';
import { WorkerRegistry } from '@workstream/engine';

/** Who works. */
@Injectable()
export class WorkersService {
  constructor(private readonly registry: WorkerRegistry) {}

  fleet(): Promise<WorkerFleet> {
    return this.registry.fleet();
  }
}
