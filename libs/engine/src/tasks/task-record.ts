import type {
  ErrorType,
  Priority,
  StateChange,
  TaskError,
  TaskLabels,
  TaskMetadata,
  TaskProgress,
  TaskRecord,
  TaskResult,
  TaskState,
  TaskSummary,
} from '@workstream/contracts';
import type { Keys } from '../keys';
import type { RedisClient } from '../redis-client';
import { readText } from './text-fields';

/** A task's hash as Redis answers it. */
export type TaskHash = Readonly<Record<string, string | undefined>>;

const isoOf = (ms: string | number): string => new Date(Number(ms)).toISOString();
const isoOrNull = (ms: string | undefined): string | null => (ms === undefined ? null : isoOf(ms));

/** When a task was created, in ms of Redis time: its id begins with it. */
export const createdAtMs = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** When a task last moved, in ms of Redis time. */
export const updatedAtMs = (id: string, hash: TaskHash): number =>
  Math.max(
    createdAtMs(id),
    ...[hash['updated_at'], hash['started_at'], hash['completed_at']].map((ms) => Number(ms ?? 0)),
  );

/** Reads the metadata that was stored with a task. */
export const parseMetadata = (json: string | undefined): TaskMetadata => JSON.parse(json ?? '{}') as TaskMetadata;
/** Reads the labels that were stored with a task. */
export const parseLabels = (json: string | undefined): TaskLabels => JSON.parse(json ?? '{}') as TaskLabels;

/** Retries that a task has unless it says otherwise; `prelude.lua` assumes the same. */
export const DEFAULT_MAX_RETRIES = 3;

function commonFields(id: string, hash: TaskHash) {
  return {
    task_id: id,
    state: hash['state'] as TaskState,
    task_type: hash['task_type'] ?? '',
    retry_count: Number(hash['retry_count'] ?? 0),
    max_retries: Number(hash['max_retries'] ?? DEFAULT_MAX_RETRIES),
    attempt: Number(hash['attempt'] ?? 0),
    last_error: hash['last_error'] ?? null,
    error_type: (hash['error_type'] as ErrorType | undefined) ?? null,
    cancel_reason: hash['cancel_reason'] ?? null,
    retry_after: hash['state'] === 'SCHEDULED' ? isoOrNull(hash['retry_after']) : null,
    created_at: isoOf(createdAtMs(id)),
    updated_at: isoOf(updatedAtMs(id, hash)),
    started_at: isoOrNull(hash['started_at']),
    completed_at: isoOrNull(hash['completed_at']),
    worker_id: hash['worker_id'] ?? null,
    metadata: parseMetadata(hash['metadata']),
    priority: (hash['priority'] as Priority | undefined) ?? 'normal',
    labels: parseLabels(hash['labels']),
    timeout_ms: hash['timeout_ms'] === undefined ? null : Number(hash['timeout_ms']),
    progress: readProgress(hash),
  };
}

/** What is complete needs no progress, and the last note may have come too late to be taken. */
const readProgress = ({ state, progress }: TaskHash): TaskProgress | null =>
  progress === undefined || state === 'COMPLETED' ? null : (JSON.parse(progress) as TaskProgress);

/** The full form of a task. */
export function toTaskRecord(id: string, hash: TaskHash): TaskRecord {
  const result = readText(hash, 'r');
  return {
    ...commonFields(id, hash),
    content: readText(hash, 'c'),
    result: result === null ? null : (JSON.parse(result) as TaskResult),
    error_history: parseErrors(hash['error_history'] ?? ''),
    state_history: stateHistory(id, hash),
  };
}

/** Fields of the hash that a summary needs; content and result stay in Redis. */
const SUMMARY_FIELDS = [
  'state',
  'task_type',
  'retry_count',
  'max_retries',
  'attempt',
  'last_error',
  'error_type',
  'cancel_reason',
  'retry_after',
  'updated_at',
  'started_at',
  'completed_at',
  'worker_id',
  'metadata',
  'queue',
  'priority',
  'labels',
  'timeout_ms',
  'progress',
  'content_length',
] as const;

/** A task's id with what was read of it. */
export interface ReadTask {
  readonly id: string;
  readonly hash: TaskHash;
}

/** Reads what summaries need; tasks deleted since their ids were found are left out. */
export async function readSummaries(redis: RedisClient, keys: Keys, ids: readonly string[]): Promise<ReadTask[]> {
  const replies = await Promise.all(ids.map((id) => redis.hmget(keys.task(id), ...SUMMARY_FIELDS)));
  const hashes = replies.map((values) =>
    Object.fromEntries(SUMMARY_FIELDS.map((field, i) => [field, values[i] ?? undefined])),
  );
  return present(ids, hashes);
}

/** Pairs ids with their hashes, without those of tasks that are gone. */
export const present = (ids: readonly string[], hashes: readonly TaskHash[]): ReadTask[] =>
  hashes.flatMap((hash, i) => (hash['state'] === undefined ? [] : [{ id: ids[i] ?? '', hash }]));

/** The short form of a task. A task has a result exactly when it is COMPLETED. */
export function toTaskSummary(id: string, hash: TaskHash): TaskSummary {
  return {
    ...commonFields(id, hash),
    content_length: Number(hash['content_length'] ?? 0),
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

/** Written down from the first unusual move on; before, the times tell it. */
function stateHistory(id: string, hash: TaskHash): StateChange[] {
  const written = hash['state_history'];
  if (written !== undefined) return parseStates(written);
  const { started_at: started, completed_at: completed } = hash;
  return [
    { state: 'PENDING', at: isoOf(createdAtMs(id)) },
    ...(started === undefined ? [] : [{ state: 'ACTIVE' as const, at: isoOf(started) }]),
    ...(completed === undefined ? [] : [{ state: 'COMPLETED' as const, at: isoOf(completed) }]),
  ];
}

/** `STATE@ms,STATE@ms,…`, as the scripts append them. */
const parseStates = (history: string): StateChange[] =>
  history.split(',').map((entry) => {
    const [state, ms] = entry.split('@');
    return { state: state as TaskState, at: isoOf(ms ?? 0) };
  });
