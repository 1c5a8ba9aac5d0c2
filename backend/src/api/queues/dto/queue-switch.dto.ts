import { ApiProperty } from '@nestjs/swagger';
import { PAUSABLE_QUEUES, type PausableQueue, type QueueSwitch } from '@workstream/contracts';

/** Whether a queue gives out tasks. */
export class QueueSwitchDto implements QueueSwitch {
  @ApiProperty({ enum: PAUSABLE_QUEUES })
  readonly queue: PausableQueue;
  readonly paused: boolean;
  /** @example "Nothing is taken from primary until it is resumed; tasks that run go on." */
  readonly message: string;
}
