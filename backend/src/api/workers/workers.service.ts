import { Injectable } from '@nestjs/common';
import type { WorkerDetails, WorkerFleet, WorkerSwitch } from '@workstream/contracts';
import { TaskQueue, WorkerRegistry } from '@workstream/engine';
import { ProblemException } from '../http';

/** Who works, and who is to stop. */
@Injectable()
export class WorkersService {
  constructor(
    private readonly registry: WorkerRegistry,
    private readonly queue: TaskQueue,
  ) {}

  fleet(): Promise<WorkerFleet> {
    return this.registry.fleet();
  }

  async drain(id: string): Promise<WorkerSwitch> {
    const { active_tasks: held } = await this.known(id);
    await this.queue.drain(id);
    const rest = held === 0 ? 'has none left' : `finishes the ${String(held)} that it has`;
    return { worker_id: id, draining: true, message: `The worker takes no more tasks and ${rest}.` };
  }

  async undrain(id: string): Promise<WorkerSwitch> {
    await this.known(id);
    await this.queue.undrain(id);
    return { worker_id: id, draining: false, message: 'The worker takes tasks again.' };
  }

  private async known(id: string): Promise<WorkerDetails> {
    const { worker_details: workers } = await this.registry.fleet();
    const worker = workers.find(({ worker_id }) => worker_id === id);
    if (!worker) throw new ProblemException('not-found', `There is no worker ${id.slice(0, 128)}.`);
    return worker;
  }
}
