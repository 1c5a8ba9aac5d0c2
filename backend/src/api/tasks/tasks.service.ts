import { Inject, Injectable } from '@nestjs/common';
import type { DeletedTask, TaskPage, TaskReceipt, TaskRecord, TaskSummary } from '@workstream/contracts';
import { assertNever, PageTooDeepError, TaskQueue, TaskStore, type NewTask } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { invalidInput, ProblemException } from '../http';
import type { CreatePdfxtractTaskDto } from './dto/create-pdfxtract-task.dto';
import type { CreateSummarizeTaskDto } from './dto/create-summarize-task.dto';
import type { ListTasksDto } from './dto/list-tasks.dto';
import { toTaskQuery } from './to-task-query';
import { pdfMetadata, readablePdf, type UploadedFile } from './uploaded-pdf';

const TASK_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Decides what may be done with tasks; the engine does it. */
@Injectable()
export class TasksService {
  constructor(
    private readonly queue: TaskQueue,
    private readonly store: TaskStore,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  createSummarize({ content, max_retries }: CreateSummarizeTaskDto): Promise<TaskReceipt> {
    const metadata = { content_length: content.length };
    return this.enqueue({ type: 'summarize', content, metadata, maxRetries: max_retries });
  }

  createPdfxtract(file: UploadedFile | undefined, { issue_date }: CreatePdfxtractTaskDto): Promise<TaskReceipt> {
    const attachment = readablePdf(file);
    const metadata = pdfMetadata(file as UploadedFile, issue_date);
    return this.enqueue({ type: 'pdfxtract', content: null, metadata, attachment });
  }

  list(query: ListTasksDto): Promise<TaskPage<TaskRecord>> {
    return reachable(this.store.list(toTaskQuery(query)));
  }

  listSummaries(query: ListTasksDto): Promise<TaskPage<TaskSummary>> {
    return reachable(this.store.listSummaries(toTaskQuery(query)));
  }

  async get(id: string): Promise<TaskRecord> {
    const task = await this.store.get(taskId(id));
    if (!task) throw unknownTask(id);
    return task;
  }

  async retry(id: string, resetRetryCount: boolean): Promise<TaskReceipt> {
    const result = await this.queue.retry(taskId(id), { resetRetryCount });
    switch (result.status) {
      case 'QUEUED':
        return { task_id: id, state: 'PENDING' };
      case 'NOT_FOUND':
        throw unknownTask(id);
      case 'WRONG_STATE':
        throw new ProblemException(
          'wrong-state',
          `Only FAILED and DLQ tasks can be retried; this one is ${result.state}.`,
        );
      default:
        return assertNever(result);
    }
  }

  async delete(id: string): Promise<DeletedTask> {
    const result = await this.queue.delete(taskId(id));
    if (result.status === 'NOT_FOUND') throw unknownTask(id);
    return { task_id: id, message: `The ${result.state} task was deleted.` };
  }

  private async enqueue(task: NewTask): Promise<TaskReceipt> {
    const { id } = await this.queue.enqueue({ ...task, maxRetries: task.maxRetries ?? this.config.tasks.maxRetries });
    return { task_id: id, state: 'PENDING' };
  }
}

/** What is not an id cannot be a task's: it is answered without a look into Redis. */
function taskId(text: string): string {
  if (!TASK_ID.test(text)) throw unknownTask(text);
  return text;
}

const unknownTask = (id: string): ProblemException =>
  new ProblemException('not-found', `There is no task ${id.slice(0, 64)}.`);

async function reachable<T>(page: Promise<T>): Promise<T> {
  try {
    return await page;
  } catch (error) {
    if (error instanceof PageTooDeepError) throw invalidInput({ field: 'page', message: tooDeep(error.maxOffset) });
    throw error;
  }
}

const tooDeep = (maxOffset: number): string =>
  `page reaches the first ${String(maxOffset)} tasks only; narrow the filter to see others`;
