import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';

const contentRule = { message: 'content must be text that is not blank' };
const retriesRule = { message: 'max_retries must be an integer from 0 to 20' };

/** Text to summarise. */
export class CreateSummarizeTaskDto {
  /**
   * The text. The whole body may hold 1 MiB.
   * @example "Redis keeps its data in memory. It can also write it to disk. Workers claim tasks from it one by one."
   */
  @IsString(contentRule)
  @Matches(/\S/, contentRule)
  readonly content: string;

  /**
   * Failed attempts that are tried again before the task goes to the dead-letter queue. Default: the server's setting.
   * @example 3
   */
  @ApiPropertyOptional({ type: 'integer' })
  @IsOptional()
  @IsInt(retriesRule)
  @Min(0, retriesRule)
  @Max(20, retriesRule)
  readonly max_retries?: number;
}
