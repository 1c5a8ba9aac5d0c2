import { Body, Controller, Post, Res, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { routes, type BatchReceipt, type TaskReceipt } from '@workstream/contracts';
import type { Response } from 'express';
import { Access } from '../access';
import { ApiIdempotent, ApiProblems, Consumes, IdempotencyKey } from '../http';
import { BatchReceiptDto } from './dto/batch-receipt.dto';
import { CreatePdfxtractTaskDto } from './dto/create-pdfxtract-task.dto';
import { CreateSummarizeTaskDto } from './dto/create-summarize-task.dto';
import { CreateBatchDto, CreateTaskDto } from './dto/create-task.dto';
import { TaskReceiptDto } from './dto/task-receipt.dto';
import { FormOptions } from './form-options';
import { TaskCreation, type Accepted } from './task-creation';
import { UploadRoom } from './upload-room';
import { PDF_FORM, type UploadedFile as PdfFile } from './uploaded-pdf';

const ApiAccepted = ApiCreatedResponse({
  type: TaskReceiptDto,
  description: 'The task waits for a worker',
  headers: {
    Location: { description: 'Where the task is', schema: { type: 'string' } },
    'Idempotency-Replayed': {
      description: '`true` when the task was made by an earlier request with the same key',
      schema: { type: 'string' },
    },
  },
});

/** Handing over tasks over HTTP. */
@ApiTags('tasks')
@ApiProblems(403, 500, 503)
@Access('write:tasks')
@Controller('tasks')
export class TaskCreationController {
  constructor(private readonly creation: TaskCreation) {}

  @Post()
  @Consumes('application/json')
  @ApiIdempotent()
  @ApiAccepted
  @ApiOperation({ summary: 'Have a task of any type done' })
  @ApiProblems(400, 413, 415, 422)
  async createTask(
    @Body() body: CreateTaskDto,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskReceipt> {
    return answer(response, await this.creation.create(body, key));
  }

  @Post('summarize')
  @Consumes('application/json')
  @ApiIdempotent()
  @ApiAccepted
  @ApiOperation({ summary: 'Have a text summarised' })
  @ApiProblems(400, 413, 415, 422)
  async createSummarizeTask(
    @Body() body: CreateSummarizeTaskDto,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskReceipt> {
    return answer(response, await this.creation.createSummarize(body, key));
  }

  @Post('pdfxtract')
  @Consumes('multipart/form-data')
  @UseInterceptors(UploadRoom, FileInterceptor('file', PDF_FORM), FormOptions)
  @ApiIdempotent()
  @ApiAccepted
  @ApiOperation({ summary: 'Have the text of a PDF extracted' })
  @ApiProblems(400, 413, 415, 422)
  async createPdfxtractTask(
    @UploadedFile() file: PdfFile | undefined,
    @Body() form: CreatePdfxtractTaskDto,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskReceipt> {
    return answer(response, await this.creation.createPdfxtract(file, form, key));
  }

  @Post('batch')
  @Consumes('application/json')
  @ApiCreatedResponse({ type: BatchReceiptDto, description: 'The tasks wait for workers, in the order given' })
  @ApiOperation({
    summary: 'Have many tasks done',
    description:
      'All of them are accepted, or none: `errors` names what is wrong by its place, such as `tasks.3.input`. Give ' +
      'tasks an `idempotency_key` each to make it safe to send the batch again.',
  })
  @ApiProblems(400, 413, 415, 422)
  createTaskBatch(@Body() { tasks }: CreateBatchDto): Promise<BatchReceipt> {
    return this.creation.createBatch(tasks);
  }
}

function answer(response: Response, { receipt, isReplay }: Accepted): TaskReceipt {
  response.location(routes.task(receipt.task_id));
  if (isReplay) response.set('Idempotency-Replayed', 'true');
  return receipt;
}
