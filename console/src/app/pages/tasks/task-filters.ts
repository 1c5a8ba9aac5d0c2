import { ParamMap, Params } from '@angular/router';
import { SORT_ORDERS, TASK_SORTS, TASK_STATES } from '@workstream/contracts';
import { ANY_TASK, TaskQuery } from '../../api/task-query';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MAX_PAGE_SIZE = 100;

/** Reads the list's query from the address; what cannot be understood counts as not asked for. */
export function queryFromParams(params: ParamMap): TaskQuery {
  return {
    state: oneOf(TASK_STATES, params.get('status')),
    type: params.get('type') || null,
    idPrefix: params.get('id')?.trim() || null,
    fromDay: dayOf(params.get('from')),
    toDay: dayOf(params.get('to')),
    sortBy: oneOf(TASK_SORTS, params.get('sort')) ?? ANY_TASK.sortBy,
    sortOrder: oneOf(SORT_ORDERS, params.get('order')) ?? ANY_TASK.sortOrder,
    page: countOf(params.get('page')) ?? ANY_TASK.page,
    pageSize: Math.min(MAX_PAGE_SIZE, countOf(params.get('size')) ?? ANY_TASK.pageSize),
  };
}

/** Writes a query as address parameters; null stands for what is as usual, so that it leaves the address. */
export function paramsFromQuery(query: TaskQuery): Params {
  return {
    status: query.state,
    type: query.type,
    id: query.idPrefix,
    from: query.fromDay,
    to: query.toDay,
    sort: unlessUsual(query, 'sortBy'),
    order: unlessUsual(query, 'sortOrder'),
    page: unlessUsual(query, 'page'),
    size: unlessUsual(query, 'pageSize'),
  };
}

/** True when the query hides some tasks, so that an empty list does not mean an empty system. */
export const isFiltered = (query: TaskQuery): boolean =>
  [query.state, query.type, query.idPrefix, query.fromDay, query.toDay].some((value) => value !== null);

const unlessUsual = <K extends keyof TaskQuery>(query: TaskQuery, key: K): TaskQuery[K] | null =>
  query[key] === ANY_TASK[key] ? null : query[key];

const oneOf = <T extends string>(allowed: readonly T[], value: string | null): T | null =>
  allowed.find((candidate) => candidate === value) ?? null;

const dayOf = (value: string | null): string | null =>
  value !== null && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;

function countOf(value: string | null): number | null {
  const count = Number(value);
  return Number.isInteger(count) && count > 0 ? count : null;
}
