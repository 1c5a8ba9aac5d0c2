import type { QueueName, TaskPage, TaskRecord, TaskSort, TaskSummary } from '@workstream/contracts';
import type { Keys } from '../keys';
import type { RedisClient } from '../redis-client';
import { cursorAt, TaskFinder, type TaskQuery } from './task-finder';
import { present, readSummaries, toTaskRecord, toTaskSummary } from './task-record';

/** Every read of tasks. */
export class TaskStore {
  private readonly redis: RedisClient;
  private readonly keys: Keys;
  private readonly finder: TaskFinder;

  constructor(options: { redis: RedisClient; keys: Keys }) {
    this.redis = options.redis;
    this.keys = options.keys;
    this.finder = new TaskFinder(options);
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
    return this.page(query, async (ids) =>
      (await readSummaries(this.redis, this.keys, ids)).map(({ id, hash }) => toTaskSummary(id, hash)),
    );
  }

  /** Ids in a queue, next first. */
  async ids(queue: QueueName, limit: number): Promise<string[]> {
    if (queue === 'scheduled') return this.redis.zrange(this.keys.scheduled, 0, String(limit - 1));
    if (queue !== 'primary') return this.redis.lrange(this.keys[queue], 0, limit - 1);
    const { high, primary, low } = this.keys;
    const lists = await Promise.all([high, primary, low].map((key) => this.redis.lrange(key, 0, limit - 1)));
    return lists.flat().slice(0, limit);
  }

  private async page<T extends TaskSummary | TaskRecord>(
    query: TaskQuery,
    read: (ids: readonly string[]) => Promise<T[]>,
  ): Promise<TaskPage<T>> {
    const { total, isBounded, ids, hasMore, end } = await this.finder.find(query);
    const tasks = await read(ids);
    return {
      tasks,
      page: query.page,
      page_size: query.pageSize,
      total_items: total,
      total_pages: Math.ceil(total / query.pageSize),
      status: query.state ?? null,
      is_bounded: isBounded,
      next_cursor: hasMore ? (end ?? endOf(tasks, query.sortBy)) : null,
    };
  }

  private async records(ids: readonly string[]): Promise<TaskRecord[]> {
    const hashes = await Promise.all(ids.map((id) => this.redis.hgetall(this.keys.task(id))));
    return present(ids, hashes).map(({ id, hash }) => toTaskRecord(id, hash));
  }
}

/** A cursor that leads on from the last of these tasks. */
function endOf(tasks: readonly (TaskSummary | TaskRecord)[], sortBy: TaskSort): string | null {
  const last = tasks.at(-1);
  if (!last) return null;
  return cursorAt({ id: last.task_id, atMs: Date.parse(sortBy === 'created_at' ? last.created_at : last.updated_at) });
}
