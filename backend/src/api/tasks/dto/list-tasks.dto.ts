import {
  ERROR_TYPES,
  QUEUE_NAMES,
  SORT_ORDERS,
  TASK_SORTS,
  TASK_STATES,
  type ErrorType,
  type QueueName,
  type SortOrder,
  type TaskLabels,
  type TaskSort,
  type TaskState,
} from '@workstream/contracts';
import { ApiHideProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, Matches, Max, Min } from 'class-validator';
import { Optional, ToInteger } from '../../http';
import { IsLabels } from './task-options.dto';

const oneOf = (field: string, allowed: readonly string[]) => ({
  message: `${field} must be one of ${allowed.join(', ')}`,
});
const idRule = {
  message: 'task_id must be the first characters of a task id: hexadecimal digits and dashes, at most 36',
};
const typeRule = { message: 'task_type must be at most 64 letters, digits, dots, dashes or underscores' };
const startRule = { message: 'start_date must be an ISO 8601 date or time' };
const endRule = { message: 'end_date must be an ISO 8601 date or time' };
const workerRule = { message: 'worker_id must be the id of a worker' };
const cursorRule = { message: 'cursor must be the next_cursor of an earlier answer' };
const pageRule = { message: 'page must be an integer from 1 to 1000000' };
const sizeRule = { message: 'page_size must be an integer from 1 to 100' };

/** What tasks can be filtered by; all that is given must hold. */
export class TaskFilterDto {
  /** Tasks in this state. */
  @ApiPropertyOptional({ enum: TASK_STATES })
  @Optional()
  @IsIn(TASK_STATES, oneOf('status', TASK_STATES))
  readonly status?: TaskState;

  /**
   * Tasks of this type.
   * @example "summarize"
   */
  @Optional()
  @Matches(/^[\w.-]{1,64}$/, typeRule)
  readonly task_type?: string;

  /** Tasks that stand in this queue. */
  @ApiPropertyOptional({ enum: QUEUE_NAMES })
  @Optional()
  @IsIn(QUEUE_NAMES, oneOf('queue', QUEUE_NAMES))
  readonly queue?: QueueName;

  /**
   * The first moment, by the time sorted by. Without an offset it is UTC.
   * @example "2026-01-01"
   */
  @Optional()
  @IsISO8601({ strict: true }, startRule)
  readonly start_date?: string;

  /**
   * The last moment; a date alone means the whole of that day.
   * @example "2026-12-31"
   */
  @Optional()
  @IsISO8601({ strict: true }, endRule)
  readonly end_date?: string;

  /** Why the latest attempt failed. */
  @ApiPropertyOptional({ enum: ERROR_TYPES })
  @Optional()
  @IsIn(ERROR_TYPES, oneOf('error_type', ERROR_TYPES))
  readonly error_type?: ErrorType;

  /**
   * The worker that runs the task, or ran it last.
   * @example "host-4711-9f3a2c"
   */
  @Optional()
  @Matches(/^[\w.:-]{1,128}$/, workerRule)
  readonly worker_id?: string;

  /** In a query each label is a parameter of its own: `label.project=atlas`. */
  @ApiHideProperty()
  @Optional()
  @IsLabels()
  readonly labels?: TaskLabels;
}

/** Which tasks to list, and how. */
export class ListTasksDto extends TaskFilterDto {
  /** `completed_at` lists finished tasks only. */
  @ApiPropertyOptional({ enum: TASK_SORTS, default: 'created_at' })
  @Optional()
  @IsIn(TASK_SORTS, oneOf('sort_by', TASK_SORTS))
  readonly sort_by: TaskSort = 'created_at';

  /** `desc`: the newest first. */
  @ApiPropertyOptional({ enum: SORT_ORDERS, default: 'desc' })
  @Optional()
  @IsIn(SORT_ORDERS, oneOf('sort_order', SORT_ORDERS))
  readonly sort_order: SortOrder = 'desc';

  /** From 1; to go through many tasks use `cursor`. */
  @ApiPropertyOptional({ type: 'integer' })
  @ToInteger()
  @IsInt(pageRule)
  @Min(1, pageRule)
  @Max(1_000_000, pageRule)
  readonly page: number = 1;

  /** Most tasks to answer. */
  @ApiPropertyOptional({ type: 'integer' })
  @ToInteger()
  @IsInt(sizeRule)
  @Min(1, sizeRule)
  @Max(100, sizeRule)
  readonly page_size: number = 20;

  /**
   * The first characters of the id.
   * @example "3f2a"
   */
  @Optional()
  @Matches(/^[0-9a-fA-F-]{1,36}$/, idRule)
  readonly task_id?: string;

  /** The `next_cursor` of an earlier answer: what follows it, whatever came or went meanwhile. */
  @Optional()
  @Matches(/^\d{1,15}\.[0-9a-f-]{36}$/, cursorRule)
  readonly cursor?: string;
}
