import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { TaskRecord } from '@workstream/contracts';
import type { Response } from 'express';
import { Access } from '../access';
import { ApiProblems } from '../http';
import { TaskRecordDto } from '../tasks';
import {
  ListDeadTasksDto,
  ListQueuedTasksDto,
  PausableQueueParamsDto,
  QueueParamsDto,
} from './dto/list-queued-tasks.dto';
import { QueueStatusDto } from './dto/queue-status.dto';
import { QueueSwitchDto } from './dto/queue-switch.dto';
import { QueueFeed } from './queue-feed';
import { QueuesService } from './queues.service';

/** Queues over HTTP. */
@ApiTags('queues')
@ApiProblems(403, 500, 503)
@Access('read:queues')
@Controller('queues')
export class QueuesController {
  constructor(
    private readonly queues: QueuesService,
    private readonly feed: QueueFeed,
  ) {}

  @Get('status')
  @ApiOkResponse({ type: QueueStatusDto, description: 'The counts at one moment' })
  @ApiOperation({ summary: 'Count what waits, runs and rests' })
  getQueueStatus(): Promise<QueueStatusDto> {
    return this.queues.status();
  }

  @Get('status/stream')
  @ApiOperation({
    summary: 'Follow every change as it happens',
    description:
      'Server-sent events, a JSON object each. The first is `initial_status`; it comes again whenever single events may ' +
      'have been missed. Then `task_created`, `task_state_changed`, and `heartbeat` when nothing happens. An event named ' +
      '`shutdown` ends the stream when the server stops.',
  })
  @ApiOkResponse({
    description: 'The stream',
    content: {
      'text/event-stream': {
        schema: { type: 'string' },
        example: 'id: 1\ndata: {"type":"heartbeat","timestamp":"2026-01-31T09:30:00.123Z"}\n\n',
      },
    },
  })
  streamQueueStatus(@Res() response: Response): Promise<void> {
    return this.feed.stream(response);
  }

  @Get('dlq')
  @Access('read:tasks')
  @ApiOkResponse({ type: [TaskRecordDto], description: 'The records, the oldest first' })
  @ApiOperation({ summary: 'List the tasks that need a person' })
  @ApiProblems(422)
  listDeadTasks(@Query() { limit }: ListDeadTasksDto): Promise<TaskRecord[]> {
    return this.queues.deadTasks(limit);
  }

  @Post(':name/pause')
  @Access('operate:tasks')
  @HttpCode(200)
  @ApiOkResponse({ type: QueueSwitchDto, description: 'The queue is paused' })
  @ApiOperation({ summary: 'Let workers take nothing more from a queue' })
  @ApiProblems(400, 422)
  pauseQueue(@Param() { name }: PausableQueueParamsDto): Promise<QueueSwitchDto> {
    return this.queues.pause(name);
  }

  @Post(':name/resume')
  @Access('operate:tasks')
  @HttpCode(200)
  @ApiOkResponse({ type: QueueSwitchDto, description: 'The queue gives out tasks' })
  @ApiOperation({ summary: 'Let workers take from a queue again' })
  @ApiProblems(400, 422)
  resumeQueue(@Param() { name }: PausableQueueParamsDto): Promise<QueueSwitchDto> {
    return this.queues.resume(name);
  }

  @Get(':name/tasks')
  @ApiOkResponse({ type: [String], description: 'Ids of tasks, the next to be taken first' })
  @ApiOperation({ summary: 'List the ids in a queue, next first' })
  @ApiProblems(400, 422)
  listQueuedTasks(@Param() { name }: QueueParamsDto, @Query() { limit }: ListQueuedTasksDto): Promise<string[]> {
    return this.queues.taskIds(name, limit);
  }
}
