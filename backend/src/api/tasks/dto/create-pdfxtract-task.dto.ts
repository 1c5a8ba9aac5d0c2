import { ApiProperty } from '@nestjs/swagger';
import { IsEmpty, IsISO8601, Matches } from 'class-validator';
import { Optional } from '../../http';
import { TaskOptionsDto } from './task-options.dto';

const dateRule = { message: 'issue_date must be a date such as 2026-01-31' };

/** A form with a PDF in it. All fields but the file are texts; `labels` is a JSON object. */
export class CreatePdfxtractTaskDto extends TaskOptionsDto {
  /** A PDF of at most 50 MB, without a password. */
  // The multipart parser takes files out of the form: what is left under this name is text.
  @ApiProperty({ type: 'string', format: 'binary', required: true })
  @IsEmpty({ message: 'file must be sent as a file, not as text' })
  readonly file?: never;

  /**
   * The day the document was issued; of a date with a time the day is kept.
   * @example "2026-01-31"
   */
  @Optional()
  @Matches(/^\d{4}-\d\d-\d\d(T|$)/, dateRule)
  @IsISO8601({ strict: true }, dateRule)
  readonly issue_date?: string;
}
