import { WorkerDetails } from '@workstream/contracts';
import { BarPart } from '../../ui/stacked-bar/stacked-bar';

/** What the slots of all workers do: run a task, wait for one, or take none because their worker drains. */
export function slotParts(workers: readonly WorkerDetails[]): readonly BarPart[] {
  const sum = (read: (worker: WorkerDetails) => number) => workers.reduce((total, worker) => total + read(worker), 0);
  const free = (worker: WorkerDetails) => Math.max(0, (worker.concurrency ?? 0) - worker.active_tasks);
  return [
    { label: 'Running', state: 'ACTIVE', count: sum((worker) => worker.active_tasks) },
    { label: 'Free', state: 'COMPLETED', count: sum((worker) => (worker.status === 'healthy' ? free(worker) : 0)) },
    {
      label: 'Draining',
      state: 'SCHEDULED',
      count: sum((worker) => (worker.status === 'draining' ? free(worker) : 0)),
    },
  ];
}
