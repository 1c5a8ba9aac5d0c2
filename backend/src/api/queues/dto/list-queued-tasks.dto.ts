import { PAUSABLE_QUEUES, QUEUE_NAMES, type PausableQueue, type QueueName } from '@workstream/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { ToInteger } from '../../http';

const recordsRule = { message: 'limit must be an integer from 1 to 100' };
const limitRule = { message: 'limit must be an integer from 1 to 1000' };

/** Which queue. */
export class QueueParamsDto {
  /** `primary` includes the tasks of high and low priority. */
  @ApiProperty({ enum: QUEUE_NAMES })
  @IsIn(QUEUE_NAMES, { message: `name must be one of ${QUEUE_NAMES.join(', ')}` })
  readonly name: QueueName;
}

/** Which queue to pause. */
export class PausableQueueParamsDto {
  /** `primary` includes the tasks of high and low priority. */
  @ApiProperty({ enum: PAUSABLE_QUEUES })
  @IsIn(PAUSABLE_QUEUES, { message: `name must be one of ${PAUSABLE_QUEUES.join(', ')}` })
  readonly name: PausableQueue;
}

/** How many records. */
export class ListDeadTasksDto {
  /** Most records to answer. */
  @ApiPropertyOptional({ type: 'integer' })
  @ToInteger()
  @IsInt(recordsRule)
  @Min(1, recordsRule)
  @Max(100, recordsRule)
  readonly limit: number = 100;
}

/** How many ids. */
export class ListQueuedTasksDto {
  /** Most ids to answer. */
  @ApiPropertyOptional({ type: 'integer' })
  @ToInteger()
  @IsInt(limitRule)
  @Min(1, limitRule)
  @Max(1000, limitRule)
  readonly limit: number = 10;
}
