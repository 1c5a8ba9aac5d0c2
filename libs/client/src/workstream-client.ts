import { isTerminal, routes } from '@workstream/contracts';
import createFetchClient, { type Client } from 'openapi-fetch';
import { systemClock, type ClientClock } from './clock';
import type { components, operations, paths } from './generated';
import { retryingFetch, type RetryPolicy, type SendOptions } from './retrying-fetch';
import { readTaskStream, type TaskChange } from './task-stream';
import { toError } from './workstream-error';

type Schemas = components['schemas'];

/** A task, all of it. */
export type Task = Schemas['TaskRecordDto'];
/** A task without its content and result, as lists show it. */
export type TaskSummary = Schemas['TaskSummaryDto'];
/** Where a task stands that was just handed over or moved. */
export type TaskReceipt = Schemas['TaskReceiptDto'];
/** How a new task is to be run. */
export type TaskOptions = Schemas['TaskOptionsDto'];
/** One task of a batch. */
export type BatchTask = Schemas['BatchTaskDto'];
/** Which tasks a list shows, and in which order. */
export type TaskFilter = Omit<NonNullable<operations['listTasks']['parameters']['query']>, 'label.NAME'> & {
  /** Tasks that carry all of these. */
  readonly labels?: Readonly<Record<string, string>>;
};

/** How a client finds and treats its server. */
export interface ClientOptions {
  /** Where the server is, e.g. `http://127.0.0.1:8000`. */
  readonly baseUrl: string;
  /** Sent with every request; a server on one's own machine may need none. */
  readonly apiKey?: string;
  readonly retry?: Partial<RetryPolicy>;
  /** Longest that one try of a request may take. Default 60 s. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
  readonly clock?: ClientClock;
}

/** What every call may be given. */
export interface CallOptions {
  /** Gives the call up; it then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What a call that makes a task may be given. */
export interface CreateOptions extends CallOptions {
  /** The same key with the same input makes one task, however often it is sent. Default: a new one for each call. */
  readonly idempotencyKey?: string;
}

/** A PDF and what is known of it. */
export interface PdfInput {
  readonly file: Blob;
  readonly filename: string;
  /** The day it was issued, as 2026-01-31. */
  readonly issueDate?: string;
}

const RETRY: RetryPolicy = { maxRetries: 4, baseDelayMs: 250, maxDelayMs: 30_000 };
const TIMEOUT_MS = 60_000;
/** How long the server is asked to hold back its answer; shorter than what proxies allow an answer to take. */
const WAIT_S = 25;
/** Between two looks at a task, should the server answer at once. */
const LOOK_AGAIN_MS = 250;

/**
 * The API as methods. Runs wherever there is `fetch`. What the server could not take just now is sent again, and a task
 * is made once even when the answer to its creation was lost. Every method throws `WorkstreamError` for an answer that is
 * no success.
 */
export class WorkstreamClient {
  private readonly http: Client<paths>;
  private readonly send: SendOptions;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly origin: string;

  constructor(options: ClientOptions) {
    this.origin = options.baseUrl.replace(/\/+$/, '');
    this.headers = options.apiKey === undefined ? {} : { Authorization: `Bearer ${options.apiKey}` };
    this.send = {
      // A browser's own fetch refuses to be called as a method of something else.
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
      clock: options.clock ?? systemClock,
      retry: { ...RETRY, ...options.retry },
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    };
    this.http = createFetchClient<paths>({
      baseUrl: this.origin,
      headers: this.headers,
      fetch: retryingFetch(this.send),
    });
  }

  /** Has a text summarised. */
  async summarize(content: string, options: TaskOptions & CreateOptions = {}): Promise<TaskReceipt> {
    const { signal, header, run } = parted(options);
    const body = { content, ...run };
    return successOf(await this.http.POST('/api/v1/tasks/summarize', { body, params: { header }, signal }));
  }

  /** Has the articles of a PDF extracted. */
  async extractPdf(pdf: PdfInput, options: TaskOptions & CreateOptions = {}): Promise<TaskReceipt> {
    const { signal, header, run } = parted(options);
    // The form takes the bytes; here the file only stands for them.
    const body = { ...run, file: pdf.filename };
    const request = { body, bodySerializer: () => formOf(pdf, run), params: { header }, signal };
    return successOf(await this.http.POST('/api/v1/tasks/pdfxtract', request));
  }

  /** Has a task of any type done that a worker can run. */
  async create(
    type: string,
    input: BatchTask['input'],
    options: TaskOptions & CreateOptions = {},
  ): Promise<TaskReceipt> {
    const { signal, header, run } = parted(options);
    const body = { task_type: type, input, options: run };
    return successOf(await this.http.POST('/api/v1/tasks', { body, params: { header }, signal }));
  }

  /** Has up to 1,000 tasks done: all are accepted or none. A task without an idempotency key gets one. */
  async createBatch(tasks: readonly BatchTask[], { signal }: CallOptions = {}): Promise<Schemas['BatchReceiptDto']> {
    const body = { tasks: tasks.map((task) => ({ ...task, idempotency_key: task.idempotency_key ?? newKey() })) };
    // Every task has its key, so that the whole can be sent again; the header says so to the sender below.
    const headers = { 'Idempotency-Key': newKey() };
    return successOf(await this.http.POST('/api/v1/tasks/batch', { body, headers, signal }));
  }

  /** The task as it is now. */
  async get(id: string, { signal }: CallOptions = {}): Promise<Task> {
    return this.look(id, 0, signal);
  }

  /** One page of tasks with their contents and results. */
  async list(filter: TaskFilter = {}, { signal }: CallOptions = {}): Promise<Schemas['TaskRecordPageDto']> {
    return successOf(await this.http.GET('/api/v1/tasks', { params: { query: toQuery(filter) }, signal }));
  }

  /** One page of tasks without their contents and results. */
  async listSummaries(filter: TaskFilter = {}, { signal }: CallOptions = {}): Promise<Schemas['TaskSummaryPageDto']> {
    return successOf(await this.http.GET('/api/v1/tasks/summaries', { params: { query: toQuery(filter) }, signal }));
  }

  /** The task once it has ended, one way or the other. Waits as long as that takes, or until `signal` aborts. */
  async wait(id: string, { signal }: CallOptions = {}): Promise<Task> {
    for (;;) {
      const task = await this.look(id, WAIT_S, signal);
      if (isTerminal(task.state)) return task;
      await this.send.clock.delay(LOOK_AGAIN_MS, signal);
    }
  }

  /** What happens to the task from now on, first its present state; ends with the task. Breaks of the line are bridged. */
  stream(id: string, { signal }: CallOptions = {}): AsyncGenerator<TaskChange> {
    return readTaskStream({ url: this.origin + routes.taskEvents(id), headers: this.headers, signal }, this.send);
  }

  /** Sends a task that has failed for good back to its queue. */
  async retry(id: string, options: CallOptions & { readonly resetRetryCount?: boolean } = {}): Promise<TaskReceipt> {
    const { signal, resetRetryCount = false } = options;
    const body = { reset_retry_count: resetRetryCount };
    return successOf(await this.http.POST('/api/v1/tasks/{task_id}/retry', { body, params: pathOf(id), signal }));
  }

  /** Ends a task that has not ended; a worker that runs it stops. */
  async cancel(id: string, options: CallOptions & { readonly reason?: string } = {}): Promise<TaskReceipt> {
    const { signal, ...body } = options;
    return successOf(await this.http.POST('/api/v1/tasks/{task_id}/cancel', { body, params: pathOf(id), signal }));
  }

  /** Removes a task in any state. */
  async delete(id: string, { signal }: CallOptions = {}): Promise<Schemas['DeletedTaskDto']> {
    return successOf(await this.http.DELETE('/api/v1/tasks/{task_id}', { params: pathOf(id), signal }));
  }

  private async look(id: string, wait: number, signal: AbortSignal | undefined): Promise<Task> {
    const params = { ...pathOf(id), query: wait === 0 ? {} : { wait } };
    return successOf(await this.http.GET('/api/v1/tasks/{task_id}', { params, signal }));
  }
}

const pathOf = (id: string) => ({ path: { task_id: id } });

function parted({ signal, idempotencyKey = newKey(), ...run }: TaskOptions & CreateOptions) {
  return { signal, header: { 'Idempotency-Key': idempotencyKey }, run };
}

function successOf<T>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T {
  if (data === undefined) throw toError(response.status, error);
  return data;
}

function toQuery({ labels = {}, ...filter }: TaskFilter): Omit<TaskFilter, 'labels'> {
  const named = Object.entries(labels).map(([name, value]): [string, string] => [`label.${name}`, value]);
  return { ...filter, ...Object.fromEntries<string>(named) };
}

function formOf({ file, filename, issueDate }: PdfInput, run: TaskOptions): FormData {
  const form = new FormData();
  form.set('file', file.type === 'application/pdf' ? file : new Blob([file], { type: 'application/pdf' }), filename);
  if (issueDate !== undefined) form.set('issue_date', issueDate);
  for (const [name, value] of Object.entries(run))
    form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  return form;
}

/** 128 bits of chance; unlike `randomUUID` also on pages that came over plain HTTP. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
