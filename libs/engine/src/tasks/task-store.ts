import type {
  QueueName,
  SortOrder,
  TaskPage,
  TaskRecord,
  TaskSort,
  TaskState,
  TaskSummary,
} from '@workstream/contracts';
import type { Redis } from 'ioredis';
import { PageTooDeepError } from '../errors';
import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';
import { placesOf, timeField } from './task-places';
import { SUMMARY_FIELDS, toTaskRecord, toTaskSummary, type TaskHash } from './task-record';

/** Which tasks to list, and how. Times are milliseconds since 1970, both ends included, and go by the field sorted by. */
export interface TaskQuery {
  readonly state?: TaskState;
  readonly type?: string;
  readonly queue?: QueueName;
  readonly fromMs?: number;
  readonly toMs?: number;
  /** First characters of the id. */
  readonly idPrefix?: string;
  /** `completed_at` lists finished tasks only. */
  readonly sortBy: TaskSort;
  readonly sortOrder: SortOrder;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** How far pages by number reach: the cost of a page grows with its depth. */
export const MAX_OFFSET = 10_000;

/** A search by id looks at the first so many matches in the order of ids. */
export const MAX_ID_MATCHES = 1_000;

/** Every read of tasks. */
export class TaskStore {
  private readonly redis: Redis;
  private readonly keys: Keys;
  private readonly scripts: Scripts;

  constructor(options: { redis: Redis; keys: Keys }) {
    this.redis = options.redis;
    this.keys = options.keys;
    this.scripts = new Scripts(options.redis, options.keys);
  }

  /** The task, or null when there is none of that id. */
  async get(id: string): Promise<TaskRecord | null> {
    const hash = await this.redis.hgetall(this.keys.task(id));
    return hash['state'] === undefined ? null : toTaskRecord(id, hash);
  }

  /** The raw input bytes of a task, or null when it has none or they have expired. */
  attachment(id: string): Promise<Buffer | null> {
    return this.redis.getBuffer(this.keys.attachment(id));
  }

  /** One page of full records. Throws PageTooDeepError. */
  list(query: TaskQuery): Promise<TaskPage<TaskRecord>> {
    return this.page(query, (ids) => this.records(ids));
  }

  /** One page of summaries; contents and results are not even read. Throws PageTooDeepError. */
  listSummaries(query: TaskQuery): Promise<TaskPage<TaskSummary>> {
    return this.page(query, (ids) => this.summaries(ids));
  }

  /** Ids in a queue, oldest first; in the schedule, soonest first. */
  ids(queue: QueueName, limit: number): Promise<string[]> {
    const key = this.keys[queue];
    return queue === 'scheduled' ? this.redis.zrange(key, 0, String(limit - 1)) : this.redis.lrange(key, 0, limit - 1);
  }

  private async page<T>(query: TaskQuery, read: (ids: string[]) => Promise<T[]>): Promise<TaskPage<T>> {
    const offset = (query.page - 1) * query.pageSize;
    if (offset + query.pageSize > MAX_OFFSET) throw new PageTooDeepError(MAX_OFFSET);
    const { total, ids } =
      query.idPrefix === undefined || query.idPrefix === ''
        ? await this.findByIndex(query, offset)
        : await this.findById(query, query.idPrefix, offset);
    return {
      tasks: await read(ids),
      page: query.page,
      page_size: query.pageSize,
      total_items: total,
      total_pages: Math.ceil(total / query.pageSize),
      status: query.state ?? null,
    };
  }

  private async findByIndex(query: TaskQuery, offset: number): Promise<{ total: number; ids: string[] }> {
    const [total, ...ids] = (await this.scripts.run('list-tasks', {
      places: placesOf(query).join(','),
      type: query.type ?? '',
      index: query.sortBy === 'created_at' ? 'created' : 'updated',
      fromMs: query.fromMs ?? '-inf',
      toMs: query.toMs ?? '+inf',
      order: query.sortOrder,
      offset,
      size: query.pageSize,
    })) as [number, ...string[]];
    return { total, ids };
  }

  private async findById(query: TaskQuery, prefix: string, offset: number): Promise<{ total: number; ids: string[] }> {
    const found = await this.redis.zrange(
      this.keys.taskIds,
      `[${prefix}`,
      `[${prefix}\xff`,
      'BYLEX',
      'LIMIT',
      0,
      MAX_ID_MATCHES,
    );
    const places: readonly string[] = placesOf(query);
    const field = timeField(query.sortBy);
    const timeOf = (hash: TaskHash) => Number(hash[field]);
    const matches = (await this.hashes(found)).filter(
      ({ hash }) =>
        places.includes(hash['state'] === 'PENDING' ? (hash['queue'] ?? '') : (hash['state'] ?? '').toLowerCase()) &&
        (query.type === undefined || hash['task_type'] === query.type) &&
        timeOf(hash) >= (query.fromMs ?? -Infinity) &&
        timeOf(hash) <= (query.toMs ?? Infinity),
    );
    const sign = query.sortOrder === 'asc' ? 1 : -1;
    matches.sort((a, b) => sign * (timeOf(a.hash) - timeOf(b.hash) || (a.id < b.id ? -1 : 1)));
    return { total: matches.length, ids: matches.slice(offset, offset + query.pageSize).map(({ id }) => id) };
  }

  private async summaries(ids: readonly string[]): Promise<TaskSummary[]> {
    return (await this.hashes(ids)).map(({ id, hash }) => toTaskSummary(id, hash));
  }

  /** Tasks deleted since their ids were found are left out. */
  private async hashes(ids: readonly string[]): Promise<{ id: string; hash: TaskHash }[]> {
    const pipeline = this.redis.pipeline();
    for (const id of ids) pipeline.hmget(this.keys.task(id), ...SUMMARY_FIELDS);
    const replies = (await pipeline.exec()) ?? [];
    return replies.flatMap(([error, reply], i) => {
      if (error) throw error;
      const values = reply as (string | null)[];
      const hash = Object.fromEntries(SUMMARY_FIELDS.map((field, at) => [field, values[at] ?? undefined]));
      return hash['state'] === undefined ? [] : [{ id: ids[i] ?? '', hash }];
    });
  }

  private async records(ids: readonly string[]): Promise<TaskRecord[]> {
    const pipeline = this.redis.pipeline();
    for (const id of ids) pipeline.hgetall(this.keys.task(id));
    const replies = (await pipeline.exec()) ?? [];
    return replies.flatMap(([error, reply], i) => {
      if (error) throw error;
      const hash = reply as TaskHash;
      return hash['state'] === undefined ? [] : [toTaskRecord(ids[i] ?? '', hash)];
    });
  }
}
