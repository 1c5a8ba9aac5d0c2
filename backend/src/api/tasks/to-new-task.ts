import type { FieldProblem, TaskMetadata, TaskOptions } from '@workstream/contracts';
import type { NewTask } from '@workstream/engine';
import type { BatchTaskDto } from './dto/create-task.dto';
import { momentOf } from './moment';

type RunOptions = Pick<
  NewTask,
  'maxRetries' | 'runAtMs' | 'priority' | 'labels' | 'timeoutMs' | 'maxAgeMs' | 'metadata'
>;

/** What the engine needs of a task's options; the model and its cost travel in the metadata. */
export const toRunOptions = (options: TaskOptions, metadata: TaskMetadata = {}): RunOptions => ({
  maxRetries: options.max_retries,
  runAtMs: options.run_at === undefined ? undefined : momentOf('run_at', options.run_at),
  priority: options.priority,
  labels: options.labels,
  timeoutMs: options.timeout_ms,
  maxAgeMs: options.max_age_ms,
  metadata: {
    ...metadata,
    ...(options.model !== undefined && { model: options.model }),
    ...(options.max_cost_usd !== undefined && { max_cost_usd: options.max_cost_usd }),
  },
});

/** A task of any type, or what is wrong with it. */
export function toNewTask(task: BatchTaskDto): NewTask | FieldProblem {
  if (task.task_type === 'pdfxtract')
    return { field: 'task_type', message: 'pdfxtract takes a file: send it to /api/v1/tasks/pdfxtract' };
  const content = task.task_type === 'summarize' ? textOf(task.input) : asText(task.input);
  if (content === null)
    return { field: 'input', message: 'input of summarize must be a text, or an object with a text as content' };
  return { type: task.task_type, content, idempotencyKey: task.idempotency_key, ...toRunOptions(task.options ?? {}) };
}

const asText = (input: BatchTaskDto['input']): string => (typeof input === 'string' ? input : JSON.stringify(input));

function textOf(input: BatchTaskDto['input']): string | null {
  if (typeof input === 'string') return input;
  const { content, ...rest } = input;
  const isText = typeof content === 'string' && /\S/.test(content);
  return isText && Object.keys(rest).length === 0 ? content : null;
}
