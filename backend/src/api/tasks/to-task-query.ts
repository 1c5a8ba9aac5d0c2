import type { TaskQuery } from '@workstream/engine';
import { invalidInput } from '../http';
import type { ListTasksDto } from './dto/list-tasks.dto';

const DATE_ALONE = /^\d{4}-\d\d-\d\d$/;
const HAS_OFFSET = /(Z|[+-]\d\d:?\d\d)$/i;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Translates the query of a list. Throws a problem that names the field. */
export function toTaskQuery(query: ListTasksDto): TaskQuery {
  const fromMs = query.start_date === undefined ? undefined : momentOf('start_date', query.start_date);
  const toMs = query.end_date === undefined ? undefined : endOf(query.end_date);
  if (fromMs !== undefined && toMs !== undefined && fromMs > toMs) {
    throw invalidInput({ field: 'start_date', message: 'start_date must not be after end_date' });
  }
  return {
    state: query.status,
    type: query.task_type,
    queue: query.queue,
    fromMs,
    toMs,
    idPrefix: query.task_id?.toLowerCase(),
    sortBy: query.sort_by,
    sortOrder: query.sort_order,
    page: query.page,
    pageSize: query.page_size,
  };
}

const endOf = (text: string): number => momentOf('end_date', text) + (DATE_ALONE.test(text) ? DAY_MS - 1 : 0);

// JavaScript reads a time without an offset as local time; here it is UTC.
function momentOf(field: string, text: string): number {
  const ms = Date.parse(DATE_ALONE.test(text) || HAS_OFFSET.test(text) ? text : `${text}Z`);
  if (Number.isNaN(ms)) throw invalidInput({ field, message: `${field} must be an ISO 8601 date or time` });
  return ms;
}
