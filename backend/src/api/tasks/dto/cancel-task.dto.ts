import { IsOptional, Length, IsString } from 'class-validator';

const reasonRule = { message: 'reason must be text of 1 to 500 characters' };

/** Why to cancel. */
export class CancelTaskDto {
  /**
   * Kept with the task.
   * @example "no longer needed"
   */
  @IsOptional()
  @IsString(reasonRule)
  @Length(1, 500, reasonRule)
  readonly reason?: string;
}
