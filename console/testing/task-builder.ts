import { TaskPage, TaskRecord, TaskSummary } from '@workstream/contracts';

const CREATED = '2026-03-01T12:00:00.000Z';

const FIELDS = {
  task_id: '11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  state: 'PENDING',
  task_type: 'summarize',
  retry_count: 0,
  max_retries: 3,
  attempt: 0,
  last_error: null,
  error_type: null,
  retry_after: null,
  created_at: CREATED,
  updated_at: CREATED,
  started_at: null,
  completed_at: null,
  worker_id: null,
  metadata: {},
  priority: 'normal',
  labels: {},
  timeout_ms: null,
  progress: null,
  cancel_reason: null,
} as const;

/** A task as lists show it: a new one, but for what is given. */
export const taskSummary = (given: Partial<TaskSummary> = {}): TaskSummary => ({
  ...FIELDS,
  content_length: 120,
  has_result: false,
  ...given,
});

/** A task in full: a new one, but for what is given. */
export const taskRecord = (given: Partial<TaskRecord> = {}): TaskRecord => ({
  ...FIELDS,
  content: 'A text.',
  result: null,
  error_history: [],
  state_history: [{ at: CREATED, state: 'PENDING' }],
  ...given,
});

/** The first and only page of a list. */
export const pageOf = (...tasks: TaskSummary[]): TaskPage<TaskSummary> => ({
  tasks,
  page: 1,
  page_size: 25,
  total_items: tasks.length,
  total_pages: 1,
  status: null,
  is_bounded: false,
  next_cursor: null,
});
