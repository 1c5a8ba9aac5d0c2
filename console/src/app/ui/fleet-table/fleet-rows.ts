import { TaskSummary, WorkerDetails, WorkerStatus } from '@workstream/contracts';
import { IconName } from '../icons/icon-paths';

const TASKS_SHOWN = 6;

/** One worker, ready to be shown. */
export interface FleetRow extends WorkerDetails {
  readonly icon: IconName;
  readonly slots: string;
  readonly busyPercent: number;
  readonly heartbeatAgeMs: number | null;
  readonly fetchAgeMs: number | null;
  readonly types: string;
  readonly taskIds: readonly string[];
  readonly moreTasks: string;
}

const ICONS: Readonly<Record<WorkerStatus, IconName>> = { healthy: 'completed', draining: 'pause', stale: 'failed' };

/** Workers with what they run; those that need a look come first, then by name. */
export function fleetRows(workers: readonly WorkerDetails[], active: readonly TaskSummary[]): readonly FleetRow[] {
  const tasksOf = (id: string) => active.filter((task) => task.worker_id === id).map((task) => task.task_id);
  return workers.map((worker) => toRow(worker, tasksOf(worker.worker_id))).sort(byNeed);
}

function toRow(worker: WorkerDetails, taskIds: readonly string[]): FleetRow {
  const { active_tasks: active, concurrency } = worker;
  const more = Math.max(taskIds.length, active) - TASKS_SHOWN;
  return {
    ...worker,
    icon: ICONS[worker.status],
    slots: `${active} / ${concurrency ?? '?'}`,
    busyPercent: concurrency ? Math.min(100, (active / concurrency) * 100) : 0,
    heartbeatAgeMs: inMs(worker.heartbeat_age_seconds),
    fetchAgeMs: inMs(worker.last_fetch_age_seconds),
    types: worker.task_types.join(', '),
    taskIds: taskIds.slice(0, TASKS_SHOWN),
    moreTasks: more > 0 ? `and ${more} more` : '',
  };
}

const NEED: Readonly<Record<WorkerStatus, number>> = { stale: 0, draining: 1, healthy: 2 };

const byNeed = (one: FleetRow, other: FleetRow): number =>
  NEED[one.status] - NEED[other.status] || one.worker_id.localeCompare(other.worker_id);

const inMs = (seconds: number | null): number | null => (seconds === null ? null : seconds * 1_000);
