import { Inject, Injectable } from '@nestjs/common';
import type { DeletedTask, TaskPage, TaskReceipt, TaskRecord, TaskSummary } from '@workstream/contracts';
import { assertNever, StorageGuard, StorageFullError, TaskQueue, TaskStore, type NewTask } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { ProblemException, unavailable } from '../http';
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
    private readonly storage: StorageGuard,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  createSummarize({ content, max_retries }: CreateSummarizeTaskDto): Promise<TaskReceipt> {
    return this.enqueue({ type: 'summarize', content, maxRetries: max_retries });
  }

  createPdfxtract(file: UploadedFile | undefined, { issue_date }: CreatePdfxtractTaskDto): Promise<TaskReceipt> {
    const attachment = readablePdf(file);
    const metadata = pdfMetadata(file as UploadedFile, issue_date);
    return this.enqueue({ type: 'pdfxtract', content: null, metadata, attachment });
  }

  list(query: ListTasksDto): Promise<TaskPage<TaskRecord>> {
    return this.store.list(toTaskQuery(query));
  }

  listSummaries(query: ListTasksDto): Promise<TaskPage<TaskSummary>> {
    return this.store.listSummaries(toTaskQuery(query));
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
    if (await this.storage.isNearlyFull()) throw storageFull();
    const { id } = await this.queue
      .enqueue({ ...task, maxRetries: task.maxRetries ?? this.config.tasks.maxRetries })
      .catch((error: unknown) => {
        throw error instanceof StorageFullError ? storageFull() : error;
      });
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

/** Room is made by the retention of finished tasks, which takes a moment. */
const STORAGE_RETRY_AFTER_S = 10;

const storageFull = (): ProblemException =>
  unavailable(
    'The task store is nearly full; tasks that run will finish, new ones are taken when there is room.',
    STORAGE_RETRY_AFTER_S,
  );
