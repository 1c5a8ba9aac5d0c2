import { IsBoolean, IsOptional } from 'class-validator';

/** How to retry. */
export class RetryTaskDto {
  /** True gives the task all its retries anew. */
  @IsOptional()
  @IsBoolean({ message: 'reset_retry_count must be true or false' })
  readonly reset_retry_count?: boolean;
}
