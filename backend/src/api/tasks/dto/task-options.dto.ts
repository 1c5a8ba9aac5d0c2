import { PRIORITIES, type Priority, type TaskLabels, type TaskOptions } from '@workstream/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsNumber, Matches, Max, Min, ValidateBy } from 'class-validator';
import { Optional } from '../../http';

const MAX_LABELS = 16;
const LABEL_NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;
const LABEL_VALUE = /^\P{Cc}{1,256}$/u;

const retriesRule = { message: 'max_retries must be an integer from 0 to 20' };
const runAtRule = { message: 'run_at must be an ISO 8601 date or time' };
const priorityRule = { message: `priority must be one of ${PRIORITIES.join(', ')}` };
const timeoutRule = { message: 'timeout_ms must be an integer from 100 to 86400000' };
const ageRule = { message: 'max_age_ms must be an integer from 1000 to 31536000000' };
const modelRule = { message: 'model must be the name of a model, such as openrouter/auto' };
const costRule = { message: 'max_cost_usd must be a number from 0 to 1000' };
const labelsRule =
  `labels must be an object of at most ${String(MAX_LABELS)} names (letters, digits, dots, dashes or underscores, at ` +
  'most 64) with texts of 1 to 256 characters';

const isLabels = (value: unknown): value is TaskLabels => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= MAX_LABELS && entries.every(([name, text]) => LABEL_NAME.test(name) && isLabelText(text));
};
const isLabelText = (text: unknown): boolean => typeof text === 'string' && LABEL_VALUE.test(text);

/** Refuses what cannot be labels. */
export const IsLabels = (): PropertyDecorator =>
  ValidateBy({ name: 'isLabels', validator: { validate: isLabels, defaultMessage: () => labelsRule } });

/** How a new task is to be run. */
export class TaskOptionsDto implements TaskOptions {
  /**
   * Failed attempts that are tried again before the task goes to the dead-letter queue. Default: the server's setting.
   * @example 3
   */
  @ApiPropertyOptional({ type: 'integer' })
  @Optional()
  @IsInt(retriesRule)
  @Min(0, retriesRule)
  @Max(20, retriesRule)
  readonly max_retries?: number;

  /**
   * The task waits until then; without an offset it is UTC. A time that has passed means now.
   * @example "2026-01-31T09:30:00Z"
   */
  @Optional()
  @IsISO8601({ strict: true }, runAtRule)
  readonly run_at?: string;

  /** Of tasks that wait, high ones go first; the others still get their share. */
  @ApiPropertyOptional({ enum: PRIORITIES })
  @Optional()
  @IsIn(PRIORITIES, priorityRule)
  readonly priority?: Priority;

  /** Names and texts by which you sort your tasks; lists can be filtered by them. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', minLength: 1, maxLength: 256 },
    maxProperties: MAX_LABELS,
    example: { project: 'atlas' },
  })
  @Optional()
  @IsLabels()
  readonly labels?: TaskLabels;

  /**
   * Longest that one attempt may take, in milliseconds. Default: what the task type says.
   * @example 60000
   */
  @ApiPropertyOptional({ type: 'integer' })
  @Optional()
  @IsInt(timeoutRule)
  @Min(100, timeoutRule)
  @Max(86_400_000, timeoutRule)
  readonly timeout_ms?: number;

  /**
   * A task that has waited longer since its creation goes to the dead-letter queue as Expired, in milliseconds.
   * @example 3600000
   */
  @ApiPropertyOptional({ type: 'integer' })
  @Optional()
  @IsInt(ageRule)
  @Min(1_000, ageRule)
  @Max(31_536_000_000, ageRule)
  readonly max_age_ms?: number;

  /**
   * The model to ask, where the task type asks one.
   * @example "openrouter/auto"
   */
  @Optional()
  @Matches(/^[\w~][\w./:~@-]{0,127}$/, modelRule)
  readonly model?: string;

  /**
   * What the task may cost at most, in US dollars, where it costs money.
   * @example 0.05
   */
  @ApiPropertyOptional({ type: 'number' })
  @Optional()
  @IsNumber({ allowNaN: false, allowInfinity: false }, costRule)
  @Min(0, costRule)
  @Max(1_000, costRule)
  readonly max_cost_usd?: number;
}
