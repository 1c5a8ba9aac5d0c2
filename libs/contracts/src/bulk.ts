import type { ErrorType, TaskLabels, TaskState } from './task';
import type { QueueName } from './queue';

export const BULK_ACTIONS = ['retry', 'cancel', 'delete'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** Which tasks a bulk operation is about. All that is given must hold. */
export interface BulkFilter {
  readonly status?: TaskState;
  readonly task_type?: string;
  readonly queue?: QueueName;
  readonly error_type?: ErrorType;
  readonly worker_id?: string;
  readonly labels?: TaskLabels;
  readonly start_date?: string;
  readonly end_date?: string;
}

/** The most ids that one bulk operation takes; a filter has no such limit. */
export const MAX_BULK_IDS = 10_000;

/** Body of `POST /tasks/bulk`: either `ids` or `filter`. */
export interface BulkRequest {
  readonly action: BulkAction;
  readonly ids?: readonly string[];
  readonly filter?: BulkFilter;
  /** `retry` only: true gives the tasks all their retries anew. */
  readonly reset_retry_count?: boolean;
  /** True: only counts what would be done. */
  readonly dry_run?: boolean;
}

/** `interrupted`: the process that ran it ended before it did; what was done stays done, and it can be asked for again. */
export const OPERATION_STATES = ['running', 'completed', 'interrupted'] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

/** `202` of `POST /tasks/bulk` and `GET /tasks/operations/{id}`. */
export interface BulkOperation {
  readonly operation_id: string;
  readonly action: BulkAction;
  readonly state: OperationState;
  readonly dry_run: boolean;
  /** Tasks that the operation is about, counted at its start. */
  readonly total: number;
  /** Tasks done so far: `succeeded` + `skipped`. */
  readonly processed: number;
  readonly succeeded: number;
  /** Tasks that were gone, or in a state that the action does not fit. */
  readonly skipped: number;
  readonly created_at: string;
  readonly updated_at: string;
}
