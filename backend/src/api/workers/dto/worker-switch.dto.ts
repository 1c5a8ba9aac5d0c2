import type { WorkerSwitch } from '@workstream/contracts';

/** Whether a worker takes tasks. */
export class WorkerSwitchDto implements WorkerSwitch {
  /** @example "host-4711-9f3a2c" */
  readonly worker_id: string;
  readonly draining: boolean;
  /** @example "The worker takes no more tasks and finishes the 2 that it has." */
  readonly message: string;
}
