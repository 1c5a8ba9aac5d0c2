/** Every state a task can be in. FAILED is passed through, never rested in: a failed attempt ends in SCHEDULED or DLQ. */
export const TASK_STATES = ['PENDING', 'ACTIVE', 'COMPLETED', 'FAILED', 'SCHEDULED', 'DLQ', 'CANCELLED'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** States from which a task leaves only by an operator's hand. */
export const TERMINAL_STATES = ['COMPLETED', 'DLQ', 'CANCELLED'] as const satisfies readonly TaskState[];

/** Says whether a task in `state` will not move again by itself. */
export const isTerminal = (state: TaskState): boolean => (TERMINAL_STATES as readonly TaskState[]).includes(state);

/** States from which `POST /tasks/{id}/retry` is accepted. */
export const RETRYABLE_STATES = ['FAILED', 'DLQ'] as const satisfies readonly TaskState[];

/** Says whether an operator may send a task in `state` back to the queue. */
export const isRetryable = (state: TaskState): boolean => (RETRYABLE_STATES as readonly TaskState[]).includes(state);

/** Why an attempt failed; decides whether and when it is tried again. */
export const ERROR_TYPES = [
  'CreditsExhausted',
  'RateLimited',
  'ServiceUnavailable',
  'NetworkError',
  'TimedOut',
  'InvalidInput',
  'UnknownTaskType',
  'Poison',
  'Expired',
  'Other',
] as const;
export type ErrorType = (typeof ERROR_TYPES)[number];

/** One failed attempt, oldest first in `TaskRecord.error_history`. Times are ISO 8601 UTC with milliseconds. */
export interface TaskError {
  readonly at: string;
  readonly attempt: number;
  readonly error_type: ErrorType;
  readonly message: string;
  readonly worker_id: string | null;
}

/** One state a task passed through, oldest first in `TaskRecord.state_history`. */
export interface StateChange {
  readonly at: string;
  readonly state: TaskState;
}

/** Of tasks that wait, high ones go first; the others still get their share. */
export const PRIORITIES = ['high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Names and values by which a producer sorts its tasks, e.g. `{ project: 'atlas' }`. */
export type TaskLabels = Readonly<Record<string, string>>;

/** What a task carries besides its content; the fields depend on its type. */
export type TaskMetadata = Readonly<Record<string, string | number | boolean | null>>;

/** How far an attempt has come. */
export interface TaskProgress {
  /** Parts done, from 0 to `total`. */
  readonly done: number;
  readonly total: number;
  /** What is being done, in a few words; null where the numbers say enough. */
  readonly message: string | null;
}

/** The fields that both forms of a task have. */
interface TaskFields {
  readonly task_id: string;
  readonly state: TaskState;
  readonly task_type: string;
  readonly retry_count: number;
  readonly max_retries: number;
  /** Attempts begun so far. Only grows; a manual retry does not reset it. */
  readonly attempt: number;
  readonly last_error: string | null;
  readonly error_type: ErrorType | null;
  /** Why it was cancelled; null unless it was. */
  readonly cancel_reason: string | null;
  /** When a SCHEDULED task becomes due. */
  readonly retry_after: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly started_at: string | null;
  readonly completed_at: string | null;
  /** The worker that runs it, or ran it last. */
  readonly worker_id: string | null;
  readonly metadata: TaskMetadata;
  readonly priority: Priority;
  readonly labels: TaskLabels;
  /** Longest that one attempt may take, in ms; null leaves it to the handler. */
  readonly timeout_ms: number | null;
  /** What the latest attempt said of itself; null before it said anything, and once the task is complete. */
  readonly progress: TaskProgress | null;
}

/** A task as `GET /tasks/{id}` answers it. */
export interface TaskRecord extends TaskFields {
  /** The text to work on; null where the input is a file. */
  readonly content: string | null;
  /** What the handler returned, once COMPLETED. */
  readonly result: TaskResult | null;
  readonly error_history: readonly TaskError[];
  readonly state_history: readonly StateChange[];
}

/** A task as lists show it: everything but its content and result. */
export interface TaskSummary extends TaskFields {
  /** Characters of text, or bytes of a file. */
  readonly content_length: number;
  readonly has_result: boolean;
}

/** Who made a result, and with what. */
export interface Provenance {
  /** `local`: made in the worker itself, nothing left the machine. `openrouter`: made by a model. */
  readonly provider: 'local' | 'openrouter';
  /** The method or model, e.g. `textrank` or `unpdf`. */
  readonly method: string;
  /** The version of the words that a model was asked with. This and what follows is there only where one was. */
  readonly prompt_version?: string;
  /** What the model got of a file: the text of its pages, or the file as read by an engine. */
  readonly pdf_engine?: string;
  /** Answers that went into the result. */
  readonly calls?: number;
  readonly prompt_tokens?: number;
  readonly completion_tokens?: number;
  /** US dollars; null where the server does not say. */
  readonly cost_usd?: number | null;
}

/** The result of a `summarize` task. */
export interface SummarizeResult {
  readonly kind: 'summary';
  readonly summary: string;
  readonly sentences_kept: number;
  readonly sentences_total: number;
  /** True when the text was longer than what the summariser reads; `sentences_total` counts the part that was read. */
  readonly truncated: boolean;
  readonly provenance: Provenance;
}

export const PAGE_STATUSES = ['ok', 'empty', 'failed'] as const;
export type PageStatus = (typeof PAGE_STATUSES)[number];

/** One article found on a page. Fields that a provider cannot tell are empty, never invented. */
export interface ExtractedArticle {
  readonly title: string;
  readonly subtitle: string;
  readonly author: string;
  readonly body: string;
  readonly topics: readonly string[];
  readonly summary: string;
}

/** One page of a PDF. Every page of the document is listed, also one that could not be read. */
export interface ExtractedPage {
  /** From 1. */
  readonly page_number: number;
  readonly status: PageStatus;
  /** Why the page has no text; null when `status` is `ok`. */
  readonly reason: string | null;
  readonly articles: readonly ExtractedArticle[];
  /** US dollars that reading it cost; null where the server does not say, absent where no model was asked. */
  readonly cost_usd?: number | null;
}

/** The result of a `pdfxtract` task. */
export interface PdfxtractResult {
  readonly kind: 'pdf';
  readonly filename: string;
  readonly issue_date: string | null;
  readonly pages: readonly ExtractedPage[];
  readonly provenance: Provenance;
}

/** What a completed task holds. A task type of one's own may return any JSON object. */
export type TaskResult = SummarizeResult | PdfxtractResult | Readonly<Record<string, unknown>>;

/** The task types that this system comes with. */
export const TASK_TYPES = ['summarize', 'pdfxtract'] as const;
export type TaskType = (typeof TASK_TYPES)[number];

/** The largest PDF that is accepted, in bytes. */
export const MAX_PDF_BYTES = 50 * 1024 * 1024;

/** How a new task is to be run. All of it is optional. */
export interface TaskOptions {
  /** Failed attempts that are tried again, 0 to 20. Default: the server's setting. */
  readonly max_retries?: number;
  /** ISO 8601; the task waits until then. A time that has passed means now. */
  readonly run_at?: string;
  readonly priority?: Priority;
  readonly labels?: TaskLabels;
  /** Longest that one attempt may take. */
  readonly timeout_ms?: number;
  /** A task that has waited longer since its creation goes to the DLQ as Expired. */
  readonly max_age_ms?: number;
  /** The model to ask, where the task type asks one; kept in the metadata. */
  readonly model?: string;
  /** US dollars that the task may cost at most, where it costs money; kept in the metadata. */
  readonly max_cost_usd?: number;
}

/** Body of `POST /tasks/`: any task type that a worker can run. */
export interface NewTaskRequest {
  readonly task_type: string;
  /** The text to work on, or a JSON object, which the handler gets as text. */
  readonly input: string | Readonly<Record<string, unknown>>;
  readonly options?: TaskOptions;
}

/** One task of `POST /tasks/batch`. */
export interface BatchTaskRequest extends NewTaskRequest {
  /** A task with a key that is known already is not created again. */
  readonly idempotency_key?: string;
}

/** The most tasks that `POST /tasks/batch` takes. */
export const MAX_BATCH_TASKS = 1_000;

/** What became of a task of a batch: `conflict` says that its key belongs to another task, whose id is given. */
export const BATCH_OUTCOMES = ['created', 'replayed', 'conflict'] as const;
export type BatchOutcome = (typeof BATCH_OUTCOMES)[number];

/** `201` of `POST /tasks/batch`: one receipt a task, in the order sent. */
export interface BatchReceipt {
  readonly tasks: readonly BatchTaskReceipt[];
  /** Tasks of this call that were not there before. */
  readonly created: number;
}

export interface BatchTaskReceipt {
  readonly task_id: string;
  readonly outcome: BatchOutcome;
}

/** `201` of the creation routes and `200` of retry and cancel. */
export interface TaskReceipt {
  readonly task_id: string;
  readonly state: TaskState;
}

/** `200` of `POST /tasks/requeue-orphaned`. */
export interface RequeuedTasks {
  /** Tasks held by workers that no longer beat. */
  readonly found: number;
  readonly requeued: number;
  readonly errors: readonly string[];
  readonly message: string;
}

/** `200` of `DELETE /tasks/{id}`. */
export interface DeletedTask {
  readonly task_id: string;
  readonly message: string;
}

export const TASK_SORTS = ['created_at', 'updated_at', 'completed_at'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

export const SORT_ORDERS = ['asc', 'desc'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

/** One page of a list. */
export interface TaskPage<T> {
  readonly tasks: readonly T[];
  /** From 1. */
  readonly page: number;
  readonly page_size: number;
  readonly total_items: number;
  readonly total_pages: number;
  /** The state that was asked for, or null for all. */
  readonly status: TaskState | null;
  /** True: more tasks may match than were looked at; `total_items` counts those that were. */
  readonly is_bounded: boolean;
  /** Sent as `cursor` it answers what follows this page, whatever came or went meanwhile; null on the last page. */
  readonly next_cursor: string | null;
}
