import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import {
  routes,
  type DeletedTask,
  type TaskPage,
  type TaskReceipt,
  type TaskRecord,
  type TaskSummary,
} from '@workstream/contracts';
import type { Response } from 'express';
import { ApiProblems, Consumes } from '../http';
import { CreatePdfxtractTaskDto } from './dto/create-pdfxtract-task.dto';
import { CreateSummarizeTaskDto } from './dto/create-summarize-task.dto';
import { ListTasksDto } from './dto/list-tasks.dto';
import { RetryTaskDto } from './dto/retry-task.dto';
import { TaskRecordPageDto, TaskSummaryPageDto } from './dto/task-page.dto';
import { DeletedTaskDto, TaskReceiptDto } from './dto/task-receipt.dto';
import { TaskRecordDto } from './dto/task.dto';
import { TasksService } from './tasks.service';
import { PDF_FORM, type UploadedFile as PdfFile } from './uploaded-pdf';

const ApiAccepted = ApiCreatedResponse({
  type: TaskReceiptDto,
  description: 'The task waits for a worker',
  headers: { Location: { description: 'Where the task is', schema: { type: 'string' } } },
});
const ApiTaskId = ApiParam({ name: 'task_id', example: '019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55' });

/** Tasks over HTTP. */
@ApiTags('tasks')
@ApiProblems(403, 500, 503)
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Post('summarize')
  @Consumes('application/json')
  @ApiAccepted
  @ApiOperation({ summary: 'Have a text summarised' })
  @ApiProblems(400, 413, 415, 422)
  async createSummarizeTask(
    @Body() body: CreateSummarizeTaskDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskReceipt> {
    return located(response, await this.tasks.createSummarize(body));
  }

  @Post('pdfxtract')
  @Consumes('multipart/form-data')
  @UseInterceptors(FileInterceptor('file', PDF_FORM))
  @ApiAccepted
  @ApiOperation({ summary: 'Have the text of a PDF extracted' })
  @ApiProblems(400, 413, 415, 422)
  async createPdfxtractTask(
    @UploadedFile() file: PdfFile | undefined,
    @Body() form: CreatePdfxtractTaskDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskReceipt> {
    return located(response, await this.tasks.createPdfxtract(file, form));
  }

  @Get()
  @ApiOkResponse({ type: TaskRecordPageDto, description: 'One page of tasks' })
  @ApiOperation({ summary: 'List tasks with their contents and results' })
  @ApiProblems(422)
  listTasks(@Query() query: ListTasksDto): Promise<TaskPage<TaskRecord>> {
    return this.tasks.list(query);
  }

  @Get('summaries')
  @ApiOkResponse({ type: TaskSummaryPageDto, description: 'One page of tasks' })
  @ApiOperation({ summary: 'List tasks without their contents and results' })
  @ApiProblems(422)
  listTaskSummaries(@Query() query: ListTasksDto): Promise<TaskPage<TaskSummary>> {
    return this.tasks.listSummaries(query);
  }

  @Get(':task_id')
  @ApiTaskId
  @ApiOkResponse({ type: TaskRecordDto, description: 'The task' })
  @ApiOperation({ summary: 'See one task' })
  @ApiProblems(404)
  getTask(@Param('task_id') id: string): Promise<TaskRecord> {
    return this.tasks.get(id);
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

  @Delete(':task_id')
  @ApiTaskId
  @ApiOkResponse({ type: DeletedTaskDto, description: 'The task is gone' })
  @ApiOperation({ summary: 'Delete a task in any state' })
  @ApiProblems(404)
  deleteTask(@Param('task_id') id: string): Promise<DeletedTask> {
    return this.tasks.delete(id);
  }
}

function located(response: Response, receipt: TaskReceipt): TaskReceipt {
  response.location(routes.task(receipt.task_id));
  return receipt;
}
