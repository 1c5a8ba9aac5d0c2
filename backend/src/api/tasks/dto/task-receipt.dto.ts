import { ApiProperty } from '@nestjs/swagger';
import { TASK_STATES, type DeletedTask, type TaskReceipt, type TaskState } from '@workstream/contracts';

/** A task that was accepted. */
export class TaskReceiptDto implements TaskReceipt {
  /** @example "019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55" */
  readonly task_id: string;
  @ApiProperty({ enum: TASK_STATES, example: 'PENDING' })
  readonly state: TaskState;
}

/** A task that is gone. */
export class DeletedTaskDto implements DeletedTask {
  /** @example "019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55" */
  readonly task_id: string;
  /** @example "The task was deleted." */
  readonly message: string;
}
