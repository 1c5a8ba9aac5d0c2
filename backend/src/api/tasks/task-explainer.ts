import { Injectable } from '@nestjs/common';
import type { TaskExplanation } from '@workstream/contracts';
import { QueueMonitor, TaskLocator, TaskStore, WorkerRegistry } from '@workstream/engine';
import { explainTask } from './explain-task';
import { ProviderGate } from './provider-gate';
import { taskId, unknownTask } from './task-id';

/** Finds out why a task is where it is. */
@Injectable()
export class TaskExplainer {
  constructor(
    private readonly store: TaskStore,
    private readonly locator: TaskLocator,
    private readonly monitor: QueueMonitor,
    private readonly workers: WorkerRegistry,
    private readonly gate: ProviderGate,
  ) {}

  async explain(id: string): Promise<TaskExplanation> {
    const [task, place, { paused }, { worker_details: workers }] = await Promise.all([
      this.store.get(taskId(id)),
      this.locator.find(id),
      this.monitor.status(),
      this.workers.fleet(),
    ]);
    if (!task) throw unknownTask(id);
    const provider = await this.gate.verdict(task.task_type);
    return explainTask({ task, place, paused, workers, provider });
  }
}
