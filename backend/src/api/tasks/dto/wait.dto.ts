import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { Optional, ToInteger } from '../../http';

const waitRule = { message: 'wait must be an integer from 0 to 60' };

/** Whether to wait for a task. */
export class WaitDto {
  /** Seconds to wait for the task to end; then it is answered as it is. */
  @ApiPropertyOptional({ type: 'integer', example: 25 })
  @Optional()
  @ToInteger()
  @IsInt(waitRule)
  @Min(0, waitRule)
  @Max(60, waitRule)
  readonly wait?: number;
}
