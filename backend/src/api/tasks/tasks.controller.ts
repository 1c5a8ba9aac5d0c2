import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { DeletedTask, RequeuedTasks, TaskPage, TaskReceipt, TaskRecord, TaskSummary } from '@workstream/contracts';
import type { Response } from 'express';
import { ApiProblems, Consumes } from '../http';
import { CancelTaskDto } from './dto/cancel-task.dto';
import { ListTasksDto } from './dto/list-tasks.dto';
import { RequeuedTasksDto } from './dto/requeued-tasks.dto';
import { RetryTaskDto } from './dto/retry-task.dto';
import { TaskRecordPageDto, TaskSummaryPageDto } from './dto/task-page.dto';
import { DeletedTaskDto, TaskReceiptDto } from './dto/task-receipt.dto';
import { TaskRecordDto } from './dto/task.dto';
import { WaitDto } from './dto/wait.dto';
import { TasksService } from './tasks.service';

const ApiTaskId = ApiParam({ name: 'task_id', example: '019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55' });
const ApiLabels = ApiQuery({
  name: 'label.NAME',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 256 },
  description: 'Tasks with this label; any number of them, such as `label.project=atlas&label.team=red`.',
});

/** Tasks over HTTP. */
@ApiTags('tasks')
@ApiProblems(403, 500, 503)
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  @ApiLabels
  @ApiOkResponse({ type: TaskRecordPageDto, description: 'One page of tasks' })
  @ApiOperation({ summary: 'List tasks with their contents and results' })
  @ApiProblems(422)
  listTasks(@Query() query: ListTasksDto): Promise<TaskPage<TaskRecord>> {
    return this.tasks.list(query);
  }

  @Get('summaries')
  @ApiLabels
  @ApiOkResponse({ type: TaskSummaryPageDto, description: 'One page of tasks' })
  @ApiOperation({ summary: 'List tasks without their contents and results' })
  @ApiProblems(422)
  listTaskSummaries(@Query() query: ListTasksDto): Promise<TaskPage<TaskSummary>> {
    return this.tasks.listSummaries(query);
  }

  @Get(':task_id')
  @ApiTaskId
  @ApiOkResponse({ type: TaskRecordDto, description: 'The task' })
  @ApiOperation({ summary: 'See one task, at once or when it has ended' })
  @ApiProblems(404, 410, 422)
  getTask(
    @Param('task_id') id: string,
    @Query() { wait = 0 }: WaitDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskRecord> {
    return wait === 0 ? this.tasks.get(id) : this.tasks.getEnded(id, wait * 1_000, whenLeft(response));
  }

  @Post(':task_id/retry')
  @HttpCode(200)
  @ApiTaskId
  @Consumes('application/json')
  @ApiOkResponse({ type: TaskReceiptDto, description: 'The task waits for a worker again' })
  @ApiOperation({ summary: 'Send a FAILED or DLQ task back to its queue' })
  @ApiProblems(400, 404, 413, 415, 422)
  retryTask(@Param('task_id') id: string, @Body() body: RetryTaskDto): Promise<TaskReceipt> {
    return this.tasks.retry(id, body.reset_retry_count ?? false);
  }

  @Post(':task_id/cancel')
  @HttpCode(200)
  @ApiTaskId
  @Consumes('application/json')
  @ApiOkResponse({ type: TaskReceiptDto, description: 'The task is cancelled; a worker that runs it stops' })
  @ApiOperation({ summary: 'Cancel a task that has not ended' })
  @ApiProblems(400, 404, 413, 415, 422)
  cancelTask(@Param('task_id') id: string, @Body() { reason }: CancelTaskDto): Promise<TaskReceipt> {
    return this.tasks.cancel(id, reason);
  }

  @Post('requeue-orphaned')
  @HttpCode(200)
  @ApiOkResponse({ type: RequeuedTasksDto, description: 'What was found and given back' })
  @ApiOperation({
    summary: 'Give back the tasks of workers that are gone',
    description: 'Workers look after each other every few seconds; this looks at once.',
  })
  requeueOrphanedTasks(): Promise<RequeuedTasks> {
    return this.tasks.requeueOrphaned();
  }

  @Delete(':task_id')
  @ApiTaskId
  @ApiOkResponse({ type: DeletedTaskDto, description: 'The task is gone' })
  @ApiOperation({ summary: 'Delete a task in any state' })
  @ApiProblems(404)
  deleteTask(@Param('task_id') id: string): Promise<DeletedTask> {
    return this.tasks.delete(id);
  }
}

/** Aborts when the caller goes away before there is an answer. */
function whenLeft(response: Response): AbortSignal {
  const left = new AbortController();
  response.once('close', () => left.abort());
  return left.signal;
}
