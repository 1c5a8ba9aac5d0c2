import { Length, IsString } from 'class-validator';
import { Optional } from '../../http';

const reasonRule = { message: 'reason must be text of 1 to 500 characters' };

/** Why to cancel. */
export class CancelTaskDto {
  /**
   * Kept with the task.
   * @example "no longer needed"
   */
  @Optional()
  @IsString(reasonRule)
  @Length(1, 500, reasonRule)
  readonly reason?: string;
}
