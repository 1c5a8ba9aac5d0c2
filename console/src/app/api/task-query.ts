import { BulkFilter, ErrorType, QueueName, SortOrder, TaskLabels, TaskSort, TaskState } from '@workstream/contracts';

/** What a list of tasks asks for; null where nothing is asked. */
export interface TaskQuery {
  readonly state: TaskState | null;
  readonly type: string | null;
  readonly idPrefix: string | null;
  readonly queue: QueueName | null;
  readonly errorType: ErrorType | null;
  readonly workerId: string | null;
  /** Every label must be there with this value. */
  readonly labels: TaskLabels;
  /** Time since creation: `<1h` for younger, `>5m` for older. */
  readonly age: string | null;
  /** First day of creation, `YYYY-MM-DD` in the browser's time zone. */
  readonly fromDay: string | null;
  /** Last day of creation, inclusive. */
  readonly toDay: string | null;
  readonly sortBy: TaskSort;
  readonly sortOrder: SortOrder;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** The newest tasks of all states and types. */
export const ANY_TASK: TaskQuery = {
  state: null,
  type: null,
  idPrefix: null,
  queue: null,
  errorType: null,
  workerId: null,
  labels: {},
  age: null,
  fromDay: null,
  toDay: null,
  sortBy: 'created_at',
  sortOrder: 'desc',
  page: 1,
  pageSize: 25,
};

const AGE = /^([<>])(\d{1,6})(s|m|h|d)$/;
const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** An age as `TaskQuery` takes it. */
export const isAge = (text: string): boolean => AGE.test(text);

/** The query string of the list routes; days and ages become instants here. */
export function toQueryParams(query: TaskQuery, nowMs: number): Record<string, string | number> {
  const { labels = {}, ...filter } = toBulkFilter(query, nowMs);
  const named = Object.entries(labels).map(([name, value]) => [`label.${name}`, value]);
  return {
    ...filter,
    ...(Object.fromEntries(named) as TaskLabels),
    ...(query.idPrefix === null ? {} : { task_id: query.idPrefix }),
    sort_by: query.sortBy,
    sort_order: query.sortOrder,
    page: query.page,
    page_size: query.pageSize,
  };
}

/** What the query asks for as operations on many tasks take it. They know no beginning of an id. */
export function toBulkFilter(query: TaskQuery, nowMs: number): BulkFilter {
  const bounds = boundsOf(query, nowMs);
  return {
    ...(query.state === null ? {} : { status: query.state }),
    ...(query.type === null ? {} : { task_type: query.type }),
    ...(query.queue === null ? {} : { queue: query.queue }),
    ...(query.errorType === null ? {} : { error_type: query.errorType }),
    ...(query.workerId === null ? {} : { worker_id: query.workerId }),
    ...(Object.keys(query.labels).length === 0 ? {} : { labels: query.labels }),
    ...(bounds.fromMs === null ? {} : { start_date: new Date(bounds.fromMs).toISOString() }),
    ...(bounds.toMs === null ? {} : { end_date: new Date(bounds.toMs).toISOString() }),
  };
}

function boundsOf(query: TaskQuery, nowMs: number) {
  const [, direction, amount, unit = ''] = AGE.exec(query.age ?? '') ?? [];
  const atMs = nowMs - Number(amount) * (UNIT_MS[unit] ?? 0);
  const fromMs = query.fromDay === null ? null : Date.parse(`${query.fromDay}T00:00:00.000`);
  const toMs = query.toDay === null ? null : Date.parse(`${query.toDay}T23:59:59.999`);
  return {
    fromMs: direction === '<' ? Math.max(atMs, fromMs ?? atMs) : fromMs,
    toMs: direction === '>' ? Math.min(atMs, toMs ?? atMs) : toMs,
  };
}
