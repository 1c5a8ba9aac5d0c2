import { createHash, randomUUID } from 'node:crypto';
import type { ClaimedTask, CompletedAttempt, NewTask } from '../tasks/task';
import { DEFAULT_MAX_RETRIES, parseLabels, parseMetadata } from '../tasks/task-record';
import { appendText, readText } from '../tasks/text-fields';

/** One value in a script's list. */
export type Argument = string | number | Buffer;

/** What `enqueue-tasks` reads of each task. */
export function newTaskArguments(tasks: readonly NewTask[]): Argument[] {
  const flat: Argument[] = [];
  for (const task of tasks) {
    const priority = task.priority === undefined || task.priority === 'normal' ? '' : task.priority;
    const key = task.idempotencyKey ?? '';
    // The server puts the time in front: a UUID of version 7.
    const idTail = `7${randomUUID().slice(15)}`;
    flat.push(idTail, task.type, priority, task.runAtMs ?? 0, key === '' ? '' : sha256(key));
    flat.push(key === '' ? '' : fingerprint(task), task.attachment ?? '', 0);
    const at = flat.length - 1;
    flat[at] = appendFields(flat, task);
  }
  return flat;
}

/** Appends the fields of the task's hash; what is as usual is left out, to keep a waiting task small. */
function appendFields(flat: Argument[], task: NewTask): number {
  const start = flat.length;
  if (task.content !== null) appendText(flat, 'c', task.content);
  flat.push('content_length', task.content?.length ?? task.attachment?.length ?? 0);
  if (task.attachment) flat.push('attachment', 1);
  if (task.maxRetries !== undefined && task.maxRetries !== DEFAULT_MAX_RETRIES)
    flat.push('max_retries', task.maxRetries);
  if (task.timeoutMs !== undefined) flat.push('timeout_ms', task.timeoutMs);
  if (task.maxAgeMs !== undefined) flat.push('max_age_ms', task.maxAgeMs);
  if (hasEntries(task.metadata)) flat.push('metadata', JSON.stringify(task.metadata));
  if (hasEntries(task.labels)) flat.push('labels', JSON.stringify(task.labels));
  return flat.length - start;
}

const hasEntries = (object: object | undefined): boolean => object !== undefined && Object.keys(object).length > 0;

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** Tells a repeated request from another one under the same key. */
const fingerprint = ({ attachment, ...rest }: NewTask): string =>
  sha256(JSON.stringify(rest) + (attachment ? sha256(attachment) : ''));

/** What `complete-tasks` reads of each attempt. */
export function outcomeArguments(outcomes: readonly CompletedAttempt[]): Argument[] {
  const flat: Argument[] = [];
  for (const { id, attempt, resultJson } of outcomes) {
    flat.push(id, attempt, 0);
    const at = flat.length - 1;
    flat[at] = appendText(flat, 'r', resultJson);
  }
  return flat;
}

/** A task from the fields that `claim-tasks` answers. */
export function toClaimedTask(id: string, attempt: number, fields: readonly string[]): ClaimedTask {
  const hash: Record<string, string | undefined> = {};
  for (let i = 0; i < fields.length; i += 2) hash[fields[i] ?? ''] = fields[i + 1];
  return {
    id,
    attempt,
    type: hash['task_type'] ?? '',
    content: readText(hash, 'c'),
    metadata: parseMetadata(hash['metadata']),
    labels: parseLabels(hash['labels']),
    retryCount: Number(hash['retry_count'] ?? 0),
    maxRetries: Number(hash['max_retries'] ?? DEFAULT_MAX_RETRIES),
    timeoutMs: hash['timeout_ms'] === undefined ? null : Number(hash['timeout_ms']),
  };
}
