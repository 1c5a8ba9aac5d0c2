import { IsString, Matches } from 'class-validator';
import { TaskOptionsDto } from './task-options.dto';

const contentRule = { message: 'content must be text that is not blank' };

/** Text to summarise, and how. */
export class CreateSummarizeTaskDto extends TaskOptionsDto {
  /**
   * The text. The whole body may hold 1 MiB.
   * @example "Redis keeps its data in memory. It can also write it to disk. Workers claim tasks from it one by one."
   */
  @IsString(contentRule)
  @Matches(/\S/, contentRule)
  readonly content: string;
}
