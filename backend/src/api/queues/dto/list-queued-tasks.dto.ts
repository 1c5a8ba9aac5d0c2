import { QUEUE_NAMES, type QueueName } from '@workstream/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { ToInteger } from '../../http';

const limitRule = { message: 'limit must be an integer from 1 to 1000' };

/** Which queue. */
export class QueueParamsDto {
  @ApiProperty({ enum: QUEUE_NAMES })
  @IsIn(QUEUE_NAMES, { message: `name must be one of ${QUEUE_NAMES.join(', ')}` })
  readonly name: QueueName;
}

/** How many ids. */
export class ListQueuedTasksDto {
  @ApiPropertyOptional({ type: 'integer' })
  @ToInteger()
  @IsInt(limitRule)
  @Min(1, limitRule)
  @Max(1000, limitRule)
  readonly limit: number = 10;
}
