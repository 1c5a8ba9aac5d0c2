import { Injectable } from '@nestjs/common';
import { TASK_TYPES } from '@workstream/contracts';
import { WorkerRegistry } from '@workstream/engine';

const OWN: ReadonlySet<string> = new Set(TASK_TYPES);

/** The task types that can be run: those the system comes with, and what its workers say. */
@Injectable()
export class TaskTypes {
  constructor(private readonly workers: WorkerRegistry) {}

  /** Of `types`, those that no worker can run; and all that are known. Asks Redis only about types of others' making. */
  async unknownOf(types: readonly string[]): Promise<{ unknown: ReadonlySet<string>; known: readonly string[] }> {
    const foreign = types.filter((type) => !OWN.has(type));
    const known = new Set<string>(TASK_TYPES);
    if (foreign.length > 0) for (const type of await this.announced()) known.add(type);
    return { unknown: new Set(foreign.filter((type) => !known.has(type))), known: [...known].sort() };
  }

  private async announced(): Promise<string[]> {
    const { worker_details: workers } = await this.workers.fleet();
    return workers.flatMap((worker) => worker.task_types);
  }
}
