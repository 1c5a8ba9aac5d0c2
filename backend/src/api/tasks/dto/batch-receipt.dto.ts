import { ApiProperty } from '@nestjs/swagger';
import { BATCH_OUTCOMES, type BatchOutcome, type BatchReceipt, type BatchTaskReceipt } from '@workstream/contracts';

/** What became of one task of a batch. */
export class BatchTaskReceiptDto implements BatchTaskReceipt {
  /** @example "019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55" */
  readonly task_id: string;
  /** `conflict`: its key belongs to another task, whose id is given. */
  @ApiProperty({ enum: BATCH_OUTCOMES })
  readonly outcome: BatchOutcome;
}

/** The tasks of a batch. */
export class BatchReceiptDto implements BatchReceipt {
  /** In the order sent. */
  readonly tasks: BatchTaskReceiptDto[];
  /** Tasks of this call that were not there before. */
  @ApiProperty({ type: 'integer', example: 1 })
  readonly created: number;
}
