import { ApiProperty } from '@nestjs/swagger';
import { TASK_STATES, type TaskPage, type TaskState } from '@workstream/contracts';
import { TaskRecordDto, TaskSummaryDto } from './task.dto';

class PageDto {
  /** From 1. */
  readonly page: number;
  readonly page_size: number;
  readonly total_items: number;
  readonly total_pages: number;
  /** The state that was asked for. */
  @ApiProperty({ enum: TASK_STATES, type: 'string', nullable: true })
  readonly status: TaskState | null;
  /** True: more tasks may match than were looked at; `total_items` counts those that were. */
  readonly is_bounded: boolean;
  /** Sent as `cursor` it answers what follows this page; null on the last page. */
  readonly next_cursor: string | null;
}

/** One page of tasks. */
export class TaskRecordPageDto extends PageDto implements TaskPage<TaskRecordDto> {
  readonly tasks: TaskRecordDto[];
}

/** One page of tasks without contents and results. */
export class TaskSummaryPageDto extends PageDto implements TaskPage<TaskSummaryDto> {
  readonly tasks: TaskSummaryDto[];
}
