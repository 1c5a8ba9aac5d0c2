import { IsBoolean } from 'class-validator';
import { Optional } from '../../http';

/** How to retry. */
export class RetryTaskDto {
  /** True gives the task all its retries anew. */
  @Optional()
  @IsBoolean({ message: 'reset_retry_count must be true or false' })
  readonly reset_retry_count?: boolean;
}
