import type { TaskQuery } from '@workstream/engine';
import { invalidInput } from '../http';
import type { ListTasksDto, TaskFilterDto } from './dto/list-tasks.dto';
import { lastMomentOf, momentOf } from './moment';

/** Translates the query of a list. Throws a problem that names the field. */
export const toTaskQuery = (query: ListTasksDto): TaskQuery => ({
  ...toTaskFilter(query),
  idPrefix: query.task_id?.toLowerCase(),
  cursor: query.cursor,
  sortBy: query.sort_by,
  sortOrder: query.sort_order,
  page: query.page,
  pageSize: query.page_size,
});

type TaskFilter = Pick<TaskQuery, 'state' | 'type' | 'queue' | 'fromMs' | 'toMs' | 'errorType' | 'workerId' | 'labels'>;

/** Translates what lists and bulk operations filter by. Throws a problem that names the field. */
export function toTaskFilter(filter: TaskFilterDto): TaskFilter {
  const fromMs = filter.start_date === undefined ? undefined : momentOf('start_date', filter.start_date);
  const toMs = filter.end_date === undefined ? undefined : lastMomentOf('end_date', filter.end_date);
  if (fromMs !== undefined && toMs !== undefined && fromMs > toMs) {
    throw invalidInput({ field: 'start_date', message: 'start_date must not be after end_date' });
  }
  return {
    state: filter.status,
    type: filter.task_type,
    queue: filter.queue,
    fromMs,
    toMs,
    errorType: filter.error_type,
    workerId: filter.worker_id,
    labels: filter.labels,
  };
}
