import { SortOrder, TaskSort, TaskState } from '@workstream/contracts';

/** What a list of tasks asks for; null where nothing is asked. */
export interface TaskQuery {
  readonly state: TaskState | null;
  readonly type: string | null;
  readonly idPrefix: string | null;
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
  fromDay: null,
  toDay: null,
  sortBy: 'created_at',
  sortOrder: 'desc',
  page: 1,
  pageSize: 25,
};

/** The query string of the list routes; days become the instants at which they begin and end here. */
export function toQueryParams(query: TaskQuery): Record<string, string | number> {
  const params: Record<string, string | number> = {
    sort_by: query.sortBy,
    sort_order: query.sortOrder,
    page: query.page,
    page_size: query.pageSize,
  };
  if (query.state) params['status'] = query.state;
  if (query.type) params['task_type'] = query.type;
  if (query.idPrefix) params['task_id'] = query.idPrefix;
  if (query.fromDay) params['start_date'] = new Date(`${query.fromDay}T00:00:00.000`).toISOString();
  if (query.toDay) params['end_date'] = new Date(`${query.toDay}T23:59:59.999`).toISOString();
  return params;
}
