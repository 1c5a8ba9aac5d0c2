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
import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';
import { placeOf, placesOf, type TaskPlace } from './task-places';
import { createdAtMs, SUMMARY_FIELDS, toTaskRecord, toTaskSummary, updatedAtMs, type TaskHash } from './task-record';

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

const ID_LENGTH = 36;

/** A search by id looks at the first so many matches. */
const MAX_ID_MATCHES = 1_000;

/** How far to look for waiting tasks of one type among those of others: they are in no index, to keep waiting cheap. */
const SCAN_LIMIT = 20_000;

/** Later than any time that is meant. */
const END_OF_TIME_MS = 2 ** 47;

interface Found {
  readonly total: number;
  /** More tasks may match than were looked at. */
  readonly isBounded: boolean;
  readonly ids: readonly string[];
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

  /** What an earlier attempt kept under `name`, as JSON, or null. */
  checkpoint(id: string, name: string): Promise<string | null> {
    return this.redis.hget(this.keys.checkpoints(id), name);
  }

  /** One page of full records. */
  list(query: TaskQuery): Promise<TaskPage<TaskRecord>> {
    return this.page(query, (ids) => this.records(ids));
  }

  /** One page of summaries; contents and results are not even read. */
  listSummaries(query: TaskQuery): Promise<TaskPage<TaskSummary>> {
    return this.page(query, async (ids) => (await this.hashes(ids)).map(({ id, hash }) => toTaskSummary(id, hash)));
  }

  /** Ids in a queue, next first. */
  async ids(queue: QueueName, limit: number): Promise<string[]> {
    if (queue === 'scheduled') return this.redis.zrange(this.keys.scheduled, 0, String(limit - 1));
    if (queue !== 'primary') return this.redis.lrange(this.keys[queue], 0, limit - 1);
    const { high, primary, low } = this.keys;
    const lists = await Promise.all([high, primary, low].map((key) => this.redis.lrange(key, 0, limit - 1)));
    return lists.flat().slice(0, limit);
  }

  private async page<T>(query: TaskQuery, read: (ids: readonly string[]) => Promise<T[]>): Promise<TaskPage<T>> {
    const offset = (query.page - 1) * query.pageSize;
    const { total, isBounded, ids } = query.idPrefix
      ? await this.findById(query, query.idPrefix, offset)
      : await this.find(query, offset);
    return {
      tasks: await read(ids),
      page: query.page,
      page_size: query.pageSize,
      total_items: total,
      total_pages: Math.ceil(total / query.pageSize),
      status: query.state ?? null,
      is_bounded: isBounded,
    };
  }

  private find(query: TaskQuery, offset: number): Promise<Found> {
    return this.select({
      places: placesOf(query),
      type: query.type ?? '',
      sort: query.sortBy === 'created_at' ? 'created' : 'updated',
      fromMs: Math.max(0, query.fromMs ?? 0),
      // No id begins with a negative time: all that lies before 1970 is the moment before it.
      toMs: Math.max(-1, Math.min(END_OF_TIME_MS, query.toMs ?? END_OF_TIME_MS)),
      order: query.sortOrder,
      offset,
      size: query.pageSize,
    });
  }

  private async select(selection: Selection): Promise<Found> {
    const [total, bounded, ...ids] = (await this.scripts.run('list-tasks', {
      ...selection,
      places: selection.places.join(','),
      scanLimit: SCAN_LIMIT,
    })) as [number, number, ...string[]];
    return { total, isBounded: bounded === 1, ids };
  }

  private async findById(query: TaskQuery, prefix: string, offset: number): Promise<Found> {
    const candidates = await this.idsLike(query, prefix.toLowerCase());
    const places: readonly string[] = placesOf(query);
    const timeOf = query.sortBy === 'created_at' ? createdAtMs : updatedAtMs;
    const sign = query.sortOrder === 'asc' ? 1 : -1;
    const matches = (await this.hashes(candidates.ids))
      .filter(({ hash }) => places.includes(placeOf(hash)) && hash['task_type'] === (query.type ?? hash['task_type']))
      .map(({ id, hash }) => ({ id, at: timeOf(id, hash) }))
      .filter(({ at }) => at >= (query.fromMs ?? 0) && at <= (query.toMs ?? END_OF_TIME_MS))
      .sort((a, b) => sign * (a.at - b.at || (a.id < b.id ? -1 : 1)));
    const ids = matches.slice(offset, offset + query.pageSize).map(({ id }) => id);
    return { total: matches.length, isBounded: candidates.isBounded, ids };
  }

  /** An id begins with its time, so its first characters are a span of time: few tasks are left to look at one by one. */
  private async idsLike(query: TaskQuery, prefix: string): Promise<{ ids: string[]; isBounded: boolean }> {
    if (prefix.length === ID_LENGTH) return { ids: [prefix], isBounded: false };
    const hex = prefix.replace('-', '').slice(0, 12);
    const { ids, total, isBounded } = await this.select({
      places: placesOf(query),
      type: query.type ?? '',
      sort: 'created',
      fromMs: Number.parseInt(hex.padEnd(12, '0'), 16) || 0,
      toMs: Math.min(END_OF_TIME_MS, Number.parseInt(hex.padEnd(12, 'f'), 16) || 0),
      order: query.sortOrder,
      offset: 0,
      size: MAX_ID_MATCHES,
    });
    return { ids: ids.filter((id) => id.startsWith(prefix)), isBounded: isBounded || total > MAX_ID_MATCHES };
  }

  private async records(ids: readonly string[]): Promise<TaskRecord[]> {
    const hashes = await Promise.all(ids.map((id) => this.redis.hgetall(this.keys.task(id))));
    return present(ids, hashes).map(({ id, hash }) => toTaskRecord(id, hash));
  }

  private async hashes(ids: readonly string[]): Promise<{ id: string; hash: TaskHash }[]> {
    const replies = await Promise.all(ids.map((id) => this.redis.hmget(this.keys.task(id), ...SUMMARY_FIELDS)));
    const hashes = replies.map((values) =>
      Object.fromEntries(SUMMARY_FIELDS.map((field, i) => [field, values[i] ?? undefined])),
    );
    return present(ids, hashes);
  }
}

/** Tasks deleted since their ids were found are left out. */
const present = (ids: readonly string[], hashes: readonly TaskHash[]): { id: string; hash: TaskHash }[] =>
  hashes.flatMap((hash, i) => (hash['state'] === undefined ? [] : [{ id: ids[i] ?? '', hash }]));
