import { ParamMap, Params } from '@angular/router';
import { ERROR_TYPES, QUEUE_NAMES, SORT_ORDERS, TASK_SORTS, TASK_STATES, TaskLabels } from '@workstream/contracts';
import { ANY_TASK, TaskQuery, isAge } from '../../api/task-query';
import { readFilterText } from './filter-text';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MAX_PAGE_SIZE = 100;

/** Reads the list's query from the address; what cannot be understood counts as not asked for. */
export function queryFromParams(params: ParamMap): TaskQuery {
  const age = params.get('age');
  const query: TaskQuery = {
    state: oneOf(TASK_STATES, params.get('status')),
    type: params.get('type') || null,
    idPrefix: params.get('id')?.trim() || null,
    queue: oneOf(QUEUE_NAMES, params.get('queue')),
    errorType: oneOf(ERROR_TYPES, params.get('error')),
    workerId: params.get('worker') || null,
    labels: labelsOf(params.getAll('label')),
    age: age !== null && isAge(age) ? age : null,
    fromDay: dayOf(params.get('from')),
    toDay: dayOf(params.get('to')),
    sortBy: oneOf(TASK_SORTS, params.get('sort')) ?? ANY_TASK.sortBy,
    sortOrder: oneOf(SORT_ORDERS, params.get('order')) ?? ANY_TASK.sortOrder,
    page: countOf(params.get('page')) ?? ANY_TASK.page,
    pageSize: Math.min(MAX_PAGE_SIZE, countOf(params.get('size')) ?? ANY_TASK.pageSize),
  };
  return { ...query, ...readFilterText(params.get('find') ?? '', query.labels).change };
}

/** Writes a query as address parameters; null stands for what is as usual, so that it leaves the address. */
export function paramsFromQuery(query: TaskQuery): Params {
  const labels = Object.entries(query.labels).map(([name, value]) => `${name}=${value}`);
  return {
    status: query.state,
    type: query.type,
    id: query.idPrefix,
    queue: query.queue,
    error: query.errorType,
    worker: query.workerId,
    label: labels.length > 0 ? labels : null,
    age: query.age,
    from: query.fromDay,
    to: query.toDay,
    find: null,
    sort: unlessUsual(query, 'sortBy'),
    order: unlessUsual(query, 'sortOrder'),
    page: unlessUsual(query, 'page'),
    size: unlessUsual(query, 'pageSize'),
  };
}

/** True when the query hides some tasks, so that an empty list does not mean an empty system. */
export const isFiltered = (query: TaskQuery): boolean =>
  [query.state, query.idPrefix, query.fromDay, query.toDay].some((value) => value !== null) || hidesUntold(query);

/** True when the query asks for what events do not tell, so that nobody knows whether a new task belongs to its list. */
export const hidesUntold = (query: TaskQuery): boolean =>
  [query.type, query.queue, query.errorType, query.workerId, query.age].some((value) => value !== null) ||
  Object.keys(query.labels).length > 0;

const unlessUsual = <K extends keyof TaskQuery>(query: TaskQuery, key: K): TaskQuery[K] | null =>
  query[key] === ANY_TASK[key] ? null : query[key];

const oneOf = <T extends string>(allowed: readonly T[], value: string | null): T | null =>
  allowed.find((candidate) => candidate === value) ?? null;

const dayOf = (value: string | null): string | null =>
  value !== null && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;

const labelsOf = (values: readonly string[]): TaskLabels =>
  Object.fromEntries(values.filter((value) => value.indexOf('=') > 0).map((value) => cut(value, value.indexOf('='))));

const cut = (text: string, at: number): [string, string] => [text.slice(0, at), text.slice(at + 1)];

function countOf(value: string | null): number | null {
  const count = Number(value);
  return Number.isInteger(count) && count > 0 ? count : null;
}
