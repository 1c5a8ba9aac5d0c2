import type {
  ErrorType,
  StateChange,
  TaskError,
  TaskMetadata,
  TaskRecord,
  TaskResult,
  TaskState,
  TaskSummary,
} from '@workstream/contracts';

/** A task's hash as Redis answers it. */
export type TaskHash = Readonly<Record<string, string | undefined>>;

const isoOf = (ms: string | number): string => new Date(Number(ms)).toISOString();
const isoOrNull = (ms: string | undefined): string | null => (ms === undefined ? null : isoOf(ms));

/** Reads the metadata that was stored with a task. */
export const parseMetadata = (json: string | undefined): TaskMetadata => JSON.parse(json ?? '{}') as TaskMetadata;

function commonFields(id: string, hash: TaskHash) {
  return {
    task_id: id,
    state: hash['state'] as TaskState,
    task_type: hash['task_type'] ?? '',
    retry_count: Number(hash['retry_count']),
    max_retries: Number(hash['max_retries']),
    attempt: Number(hash['attempt']),
    last_error: hash['last_error'] ?? null,
    error_type: (hash['error_type'] as ErrorType | undefined) ?? null,
    retry_after: hash['state'] === 'SCHEDULED' ? isoOrNull(hash['retry_after']) : null,
    created_at: isoOf(hash['created_at'] ?? 0),
    updated_at: isoOf(hash['updated_at'] ?? 0),
    started_at: isoOrNull(hash['started_at']),
    completed_at: isoOrNull(hash['completed_at']),
    worker_id: hash['worker_id'] ?? null,
    metadata: parseMetadata(hash['metadata']),
  };
}

/** The full form of a task. */
export function toTaskRecord(id: string, hash: TaskHash): TaskRecord {
  return {
    ...commonFields(id, hash),
    content: hash['content'] ?? null,
    result: hash['result'] === undefined ? null : (JSON.parse(hash['result']) as TaskResult),
    error_history: parseErrors(hash['error_history'] ?? ''),
    state_history: parseStates(hash['state_history'] ?? ''),
  };
}

/** Fields of the hash that a summary needs; content and result stay in Redis. */
export const SUMMARY_FIELDS = [
  'state',
  'task_type',
  'retry_count',
  'max_retries',
  'attempt',
  'last_error',
  'error_type',
  'retry_after',
  'created_at',
  'updated_at',
  'started_at',
  'completed_at',
  'worker_id',
  'metadata',
  'queue',
  'content_length',
] as const;

/** The short form of a task. A task has a result exactly when it is COMPLETED. */
export function toTaskSummary(id: string, hash: TaskHash): TaskSummary {
  return {
    ...commonFields(id, hash),
    content_length: Number(hash['content_length']),
    has_result: hash['state'] === 'COMPLETED',
  };
}

/** One JSON object a line, as `fail-tasks` appends them. */
const parseErrors = (lines: string): TaskError[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const error = JSON.parse(line) as Omit<TaskError, 'at'> & { at: number };
      return { ...error, at: isoOf(error.at) };
    });

/** `STATE@ms,STATE@ms,…`, as the scripts append them. */
const parseStates = (history: string): StateChange[] =>
  history
    .split(',')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [state, ms] = entry.split('@');
      return { state: state as TaskState, at: isoOf(ms ?? 0) };
    });
