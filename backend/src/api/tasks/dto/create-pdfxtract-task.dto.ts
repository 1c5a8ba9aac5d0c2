import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmpty, IsISO8601, IsOptional, Matches } from 'class-validator';

const dateRule = { message: 'issue_date must be a date such as 2026-01-31' };

// An empty field of a form is a field that was not filled in.
const emptyToUndefined = ({ value }: { value: unknown }): unknown => (value === '' ? undefined : value);

/** A form with a PDF in it. */
export class CreatePdfxtractTaskDto {
  /** A PDF of at most 50 MB, without a password. */
  // The multipart parser takes files out of the form: what is left under this name is text.
  @ApiProperty({ type: 'string', format: 'binary' })
  @IsEmpty({ message: 'file must be sent as a file, not as text' })
  readonly file?: never;

  /**
   * The day the document was issued; of a date with a time the day is kept.
   * @example "2026-01-31"
   */
  @Transform(emptyToUndefined)
  @IsOptional()
  @Matches(/^\d{4}-\d\d-\d\d(T|$)/, dateRule)
  @IsISO8601({ strict: true }, dateRule)
  readonly issue_date?: string;
}
