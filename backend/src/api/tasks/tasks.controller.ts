import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type {
  DeletedTask,
  RequeuedTasks,
  TaskExplanation,
  TaskPage,
  TaskReceipt,
  TaskRecord,
  TaskSummary,
} from '@workstream/contracts';
import type { Response } from 'express';
import { Access } from '../access';
import { ApiProblems, Consumes } from '../http';
import { CancelTaskDto } from './dto/cancel-task.dto';
import { TaskExplanationDto } from './dto/explanation.dto';
import { ListTasksDto } from './dto/list-tasks.dto';
import { RequeuedTasksDto } from './dto/requeued-tasks.dto';
import { RetryTaskDto } from './dto/retry-task.dto';
import { TaskRecordPageDto, TaskSummaryPageDto } from './dto/task-page.dto';
import { DeletedTaskDto, TaskReceiptDto } from './dto/task-receipt.dto';
import { TaskRecordDto } from './dto/task.dto';
import { WaitDto } from './dto/wait.dto';
import { TaskExplainer } from './task-explainer';
import { TaskFeed } from './task-feed';
import { TasksService } from './tasks.service';

const ApiTaskId = ApiParam({
  name: 'task_id',
  description: 'The id that the creation of the task answered',
  example: '019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55',
});
const ApiLabels = ApiQuery({
  name: 'label.NAME',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 256 },
  description: 'Tasks with this label; any number of them, such as `label.project=atlas&label.team=red`.',
});

/** Tasks over HTTP. */
@ApiTags('tasks')
@ApiProblems(403, 500, 503)
@Access('read:tasks')
@Controller('tasks')
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly explainer: TaskExplainer,
    private readonly feed: TaskFeed,
  ) {}

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
  @ApiProblems(400, 404, 410, 422)
  getTask(
    @Param('task_id') id: string,
    @Query() { wait = 0 }: WaitDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskRecord> {
    return wait === 0 ? this.tasks.get(id) : this.tasks.getEnded(id, wait * 1_000, whenLeft(response));
  }

  @Get(':task_id/explain')
  @ApiTaskId
  @ApiOkResponse({ type: TaskExplanationDto, description: 'Why the task is where it is' })
  @ApiOperation({ summary: 'Learn why a task waits, what it does, or why it failed' })
  @ApiProblems(400, 404)
  explainTask(@Param('task_id') id: string): Promise<TaskExplanation> {
    return this.explainer.explain(id);
  }

  @Get(':task_id/events')
  @ApiTaskId
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last message that was seen' })
  @ApiOkResponse({
    description: 'The stream; it ends when the task has ended',
    content: {
      'text/event-stream': {
        schema: { type: 'string' },
        example: 'id: 1769851800123\ndata: {"type":"state","task_id":"…","state":"ACTIVE","timestamp":"…"}\n\n',
      },
    },
  })
  @ApiNoContentResponse({
    description: 'The task has ended and the reader has seen it: there is nothing to come back for',
  })
  @ApiOperation({
    summary: 'Follow one task as it happens',
    description:
      'Server-sent events, a JSON object each: `state` (first the present one), `progress`, and `heartbeat` when nothing ' +
      'happens. With `Last-Event-ID` the states since then come first. An event named `shutdown` ends the stream when ' +
      'the server stops.',
  })
  @ApiProblems(400, 404)
  followTask(
    @Param('task_id') id: string,
    @Headers('Last-Event-ID') lastEventId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    return this.feed.stream(id, lastEventId, response);
  }

  @Post(':task_id/retry')
  @Access('operate:tasks')
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
  @Access('operate:tasks')
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
  @Access('operate:tasks')
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
  @Access('operate:tasks')
  @ApiTaskId
  @ApiOkResponse({ type: DeletedTaskDto, description: 'The task is gone' })
  @ApiOperation({ summary: 'Delete a task in any state' })
  @ApiProblems(400, 404)
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
