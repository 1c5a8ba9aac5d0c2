import { Inject, Injectable } from '@nestjs/common';
import type { BatchReceipt, FieldProblem, TaskReceipt } from '@workstream/contracts';
import {
  StorageFullError,
  StorageGuard,
  TaskQueue,
  type Clock,
  type EnqueuedTask,
  type NewTask,
} from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { CLOCK } from '../../shared/engine';
import { invalidInput, ProblemException, unavailable } from '../http';
import type { CreatePdfxtractTaskDto } from './dto/create-pdfxtract-task.dto';
import type { CreateSummarizeTaskDto } from './dto/create-summarize-task.dto';
import type { BatchTaskDto, CreateTaskDto } from './dto/create-task.dto';
import { TaskTypes } from './task-types';
import { toNewTask, toRunOptions } from './to-new-task';
import { pdfMetadata, readablePdf, type UploadedFile } from './uploaded-pdf';

/** A task that was accepted, now or by an earlier request with the same key. */
export interface Accepted {
  readonly receipt: TaskReceipt;
  readonly isReplay: boolean;
}

const OUTCOMES = { CREATED: 'created', EXISTING: 'replayed', CONFLICT: 'conflict' } as const;

/** Takes tasks in. */
@Injectable()
export class TaskCreation {
  constructor(
    private readonly queue: TaskQueue,
    private readonly types: TaskTypes,
    private readonly storage: StorageGuard,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  createSummarize({ content, ...options }: CreateSummarizeTaskDto, idempotencyKey?: string): Promise<Accepted> {
    return this.accept({ type: 'summarize', content, ...toRunOptions(options), idempotencyKey });
  }

  createPdfxtract(
    file: UploadedFile | undefined,
    { issue_date, ...options }: CreatePdfxtractTaskDto,
    idempotencyKey?: string,
  ): Promise<Accepted> {
    const attachment = readablePdf(file);
    const metadata = pdfMetadata(file as UploadedFile, issue_date);
    const task = { type: 'pdfxtract', content: null, ...toRunOptions(options, metadata) };
    return this.accept({ ...task, attachment, idempotencyKey });
  }

  async create(task: CreateTaskDto, idempotencyKey?: string): Promise<Accepted> {
    const [newTask] = await this.checked([task], () => '');
    return this.accept({ ...(newTask as NewTask), idempotencyKey });
  }

  /** All of them or none: what is wrong is named by its place in the list. */
  async createBatch(tasks: readonly BatchTaskDto[]): Promise<BatchReceipt> {
    const newTasks = await this.checked(tasks, (i) => `tasks.${String(i)}.`);
    const enqueued = await this.guarded(() => this.queue.enqueueMany(newTasks.map((task) => this.completed(task))));
    return {
      tasks: enqueued.map(({ id, status }) => ({ task_id: id, outcome: OUTCOMES[status] })),
      created: enqueued.filter(({ status }) => status === 'CREATED').length,
    };
  }

  private async checked(tasks: readonly BatchTaskDto[], prefix: (index: number) => string): Promise<NewTask[]> {
    const { unknown, known } = await this.types.unknownOf(tasks.map((task) => task.task_type));
    const message = `task_type must be one of ${known.join(', ')}: no worker can run any other`;
    const read = tasks.map((task) => (unknown.has(task.task_type) ? { field: 'task_type', message } : toNewTask(task)));
    const problems = read.flatMap((task, i) => (isProblem(task) ? [{ ...task, field: prefix(i) + task.field }] : []));
    if (problems.length > 0) throw invalidInput(...problems);
    return read.filter((task): task is NewTask => !isProblem(task));
  }

  private async accept(task: NewTask): Promise<Accepted> {
    const { id, status } = await this.guarded(() => this.queue.enqueue(this.completed(task)));
    if (status === 'CONFLICT') throw keyConflict(id);
    const isWaiting = (task.runAtMs ?? 0) > this.clock.now();
    return { receipt: { task_id: id, state: isWaiting ? 'SCHEDULED' : 'PENDING' }, isReplay: status === 'EXISTING' };
  }

  private completed(task: NewTask): NewTask {
    return { ...task, maxRetries: task.maxRetries ?? this.config.tasks.maxRetries };
  }

  private async guarded<T extends EnqueuedTask | readonly EnqueuedTask[]>(enqueue: () => Promise<T>): Promise<T> {
    if (await this.storage.isNearlyFull()) throw storageFull();
    return enqueue().catch((error: unknown) => {
      throw error instanceof StorageFullError ? storageFull() : error;
    });
  }
}

const isProblem = (task: NewTask | FieldProblem): task is FieldProblem => 'message' in task;

const keyConflict = (id: string): ProblemException =>
  new ProblemException(
    'idempotency-conflict',
    `The Idempotency-Key was used for another request, which made task ${id}; use a new key for a new task.`,
  );

/** Room is made by the retention of finished tasks, which takes a moment. */
const STORAGE_RETRY_AFTER_S = 10;

const storageFull = (): ProblemException =>
  unavailable(
    'The task store is nearly full; tasks that run will finish, new ones are taken when there is room.',
    STORAGE_RETRY_AFTER_S,
  );
