import type { ErrorType, QueueName, SortOrder, TaskLabels, TaskSort, TaskState } from '@workstream/contracts';
import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';
import type { RedisClient } from '../redis-client';
import { placeOf, placesOf, type TaskPlace } from './task-places';
import { createdAtMs, parseLabels, readSummaries, updatedAtMs, type ReadTask } from './task-record';

/** Which tasks to list, and how. Times are milliseconds since 1970, both ends included, and go by the field sorted by. */
export interface TaskQuery {
  readonly state?: TaskState;
  readonly type?: string;
  readonly queue?: QueueName;
  readonly fromMs?: number;
  readonly toMs?: number;
  /** First characters of the id. */
  readonly idPrefix?: string;
  /** Why the latest attempt failed. No index knows this, nor the two below: a page looks at the first 2,000 candidates. */
  readonly errorType?: ErrorType;
  readonly workerId?: string;
  /** Labels that a task must have, all of them. */
  readonly labels?: TaskLabels;
  /** The `next_cursor` of an earlier page: what comes behind it. `page` then counts from there. */
  readonly cursor?: string;
  /** `completed_at` lists finished tasks only. */
  readonly sortBy: TaskSort;
  readonly sortOrder: SortOrder;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** What was found of a query. */
export interface FoundTasks {
  readonly total: number;
  /** More tasks may match than were looked at. */
  readonly isBounded: boolean;
  readonly ids: readonly string[];
  readonly hasMore: boolean;
  /** Where the search ended when that is not at the last of `ids`. */
  readonly end: string | null;
}

/** A place in a list: the time sorted by and, of tasks of the same millisecond, the id. */
interface Position {
  readonly atMs: number;
  readonly id: string;
}

interface Selection {
  readonly places: readonly TaskPlace[];
  readonly type: string;
  readonly sort: 'created' | 'updated';
  readonly fromMs: number;
  readonly toMs: number;
  readonly order: SortOrder;
  readonly offset: number;
  readonly size: number;
}

interface Span {
  readonly ids: readonly string[];
  readonly isBounded: boolean;
  readonly hasMore: boolean;
}

const ID_LENGTH = 36;

/** A search by what no index knows looks at so many tasks. */
const SEARCH_DEPTH = 2_000;

/** Read beyond a page to pass over tasks of the millisecond at which the page before it ended. */
const TIES = 200;

/** How far to look for waiting tasks of one type among those of others: they are in no index, to keep waiting cheap. */
const SCAN_LIMIT = 20_000;

/** Later than any time that is meant. */
const END_OF_TIME_MS = 2 ** 47;

/** Writes a position as text. */
export const cursorAt = ({ atMs, id }: Position): string => `${String(atMs)}.${id}`;

function positionOf(cursor: string): Position {
  const [ms = '', id = ''] = cursor.split('.');
  return { atMs: Number(ms), id };
}

/** Finds the ids that a list shows, in order. */
export class TaskFinder {
  private readonly redis: RedisClient;
  private readonly keys: Keys;
  private readonly scripts: Scripts;

  constructor(options: { redis: RedisClient; keys: Keys }) {
    this.redis = options.redis;
    this.keys = options.keys;
    this.scripts = new Scripts(options.redis, options.keys);
  }

  find(query: TaskQuery): Promise<FoundTasks> {
    if (query.idPrefix) return this.findById(query, query.idPrefix.toLowerCase());
    if (query.errorType ?? query.workerId ?? query.labels) return this.search(query);
    return query.cursor === undefined ? this.findPage(query) : this.findBehind(query, positionOf(query.cursor));
  }

  /** The next tasks by creation, and a cursor that leads on from them. For walks: no total is counted. */
  async step(query: TaskQuery): Promise<{ ids: readonly string[]; hasMore: boolean; last: string | undefined }> {
    const begin = query.cursor === undefined ? null : positionOf(query.cursor);
    const { ids, hasMore } = await this.span(query, begin, query.pageSize);
    const last = ids.at(-1);
    return { ids, hasMore, last: last === undefined ? undefined : cursorAt({ id: last, atMs: createdAtMs(last) }) };
  }

  private async findPage(query: TaskQuery): Promise<FoundTasks> {
    const offset = offsetOf(query);
    const { total, isBounded, ids } = await this.select({ ...selectionOf(query), offset, size: query.pageSize });
    return { total, isBounded, ids, hasMore: offset + ids.length < total, end: null };
  }

  private async findBehind(query: TaskQuery, position: Position): Promise<FoundTasks> {
    const { total } = await this.select({ ...selectionOf(query), size: 0 });
    const { ids, isBounded, hasMore } = await this.span(query, position, offsetOf(query) + query.pageSize);
    return { total, isBounded, ids: ids.slice(offsetOf(query)), hasMore, end: null };
  }

  /** Looks at the candidates one by one; the cursor leads on to those that were not looked at. */
  private async search(query: TaskQuery): Promise<FoundTasks> {
    const begin = query.cursor === undefined ? null : positionOf(query.cursor);
    const span = await this.span(query, begin, SEARCH_DEPTH);
    const candidates = await readSummaries(this.redis, this.keys, span.ids);
    const matches = candidates.filter((task) => hasFields(task, query));
    const offset = offsetOf(query);
    const isFull = matches.length > offset + query.pageSize;
    const last = candidates.at(-1);
    return {
      total: matches.length,
      isBounded: span.isBounded || span.hasMore,
      ids: matches.slice(offset, offset + query.pageSize).map(({ id }) => id),
      hasMore: isFull || span.hasMore,
      end: isFull || !last ? null : cursorAt({ id: last.id, atMs: timeOf(last, query) }),
    };
  }

  /** Up to `size` ids behind a position; null is the beginning. */
  private async span(query: TaskQuery, position: Position | null, size: number): Promise<Span> {
    const rest = { ...(position ? selectionFrom(query, position) : selectionOf(query)), size: size + TIES };
    for (let offset = 0; ; offset += rest.size) {
      const found = await this.select({ ...rest, offset });
      const ids = position ? await this.behind(found.ids, position, query) : found.ids;
      const isLast = offset + found.ids.length >= found.total;
      if (ids.length > 0 || isLast)
        return { ids: ids.slice(0, size), isBounded: found.isBounded, hasMore: ids.length > size || !isLast };
    }
  }

  private async behind(ids: readonly string[], position: Position, query: TaskQuery): Promise<string[]> {
    const isAscending = query.sortOrder === 'asc';
    const isBehind = (at: Position) => (isAscending ? compare(at, position) > 0 : compare(at, position) < 0);
    if (query.sortBy === 'created_at') return ids.filter((id) => isBehind({ id, atMs: createdAtMs(id) }));
    const tasks = await readSummaries(this.redis, this.keys, ids);
    return tasks.filter((task) => isBehind({ id: task.id, atMs: timeOf(task, query) })).map(({ id }) => id);
  }

  private async select(selection: Selection): Promise<{ total: number; isBounded: boolean; ids: string[] }> {
    const [total, bounded, ...ids] = (await this.scripts.run('list-tasks', {
      ...selection,
      places: selection.places.join(','),
      scanLimit: SCAN_LIMIT,
    })) as [number, number, ...string[]];
    return { total, isBounded: bounded === 1, ids };
  }

  private async findById(query: TaskQuery, prefix: string): Promise<FoundTasks> {
    const candidates = await this.idsLike(query, prefix);
    const places: readonly string[] = placesOf(query);
    const sign = query.sortOrder === 'asc' ? 1 : -1;
    const matches = (await readSummaries(this.redis, this.keys, candidates.ids))
      .filter(({ hash }) => places.includes(placeOf(hash)) && hash['task_type'] === (query.type ?? hash['task_type']))
      .filter((task) => hasFields(task, query))
      .map((task) => ({ id: task.id, atMs: timeOf(task, query) }))
      .filter(({ atMs }) => atMs >= (query.fromMs ?? 0) && atMs <= (query.toMs ?? END_OF_TIME_MS))
      .sort((a, b) => sign * compare(a, b));
    const begin = query.cursor === undefined ? null : positionOf(query.cursor);
    const rest = begin ? matches.filter((match) => sign * compare(match, begin) > 0) : matches;
    const ids = rest.slice(offsetOf(query), offsetOf(query) + query.pageSize).map(({ id }) => id);
    const hasMore = rest.length > offsetOf(query) + ids.length;
    return { total: matches.length, isBounded: candidates.isBounded, ids, hasMore, end: null };
  }

  /** An id begins with its time, so its first characters are a span of time: few tasks are left to look at one by one. */
  private async idsLike(query: TaskQuery, prefix: string): Promise<{ ids: string[]; isBounded: boolean }> {
    if (prefix.length === ID_LENGTH) return { ids: [prefix], isBounded: false };
    const hex = prefix.replace('-', '').slice(0, 12);
    const { ids, total, isBounded } = await this.select({
      ...selectionOf(query),
      sort: 'created',
      fromMs: Number.parseInt(hex.padEnd(12, '0'), 16) || 0,
      toMs: Math.min(END_OF_TIME_MS, Number.parseInt(hex.padEnd(12, 'f'), 16) || 0),
      size: SEARCH_DEPTH,
    });
    return { ids: ids.filter((id) => id.startsWith(prefix)), isBounded: isBounded || total > SEARCH_DEPTH };
  }
}

/** Everything that matches; the size is for the caller to say. */
const selectionOf = (query: TaskQuery): Selection => ({
  places: placesOf(query),
  type: query.type ?? '',
  sort: query.sortBy === 'created_at' ? 'created' : 'updated',
  fromMs: Math.max(0, query.fromMs ?? 0),
  // No id begins with a negative time: all that lies before 1970 is the moment before it.
  toMs: Math.max(-1, Math.min(END_OF_TIME_MS, query.toMs ?? END_OF_TIME_MS)),
  order: query.sortOrder,
  offset: 0,
  size: 0,
});

/** What matches from the moment of `position` on, which tasks before it may share. */
function selectionFrom(query: TaskQuery, { atMs }: Position): Selection {
  const whole = selectionOf(query);
  return query.sortOrder === 'asc'
    ? { ...whole, fromMs: Math.max(whole.fromMs, atMs) }
    : { ...whole, toMs: Math.min(whole.toMs, atMs) };
}

const offsetOf = (query: TaskQuery): number => (query.page - 1) * query.pageSize;

const compare = (a: Position, b: Position): number => a.atMs - b.atMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const timeOf = ({ id, hash }: ReadTask, { sortBy }: TaskQuery): number =>
  sortBy === 'created_at' ? createdAtMs(id) : updatedAtMs(id, hash);

/** Says whether a task has the fields that no index knows. */
export function hasFields(
  { hash }: ReadTask,
  { errorType, workerId, labels }: Pick<TaskQuery, 'errorType' | 'workerId' | 'labels'>,
): boolean {
  if (errorType !== undefined && hash['error_type'] !== errorType) return false;
  if (workerId !== undefined && hash['worker_id'] !== workerId) return false;
  if (labels === undefined) return true;
  const own = parseLabels(hash['labels']);
  return Object.entries(labels).every(([name, value]) => Object.hasOwn(own, name) && own[name] === value);
}
