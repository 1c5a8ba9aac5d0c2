import type { TaskState } from '@workstream/contracts';
import type { RedisClient } from '../redis-client';
import type { Keys } from '../keys';
import { hasFields, TaskFinder, type TaskQuery } from '../tasks/task-finder';
import { readSummaries } from '../tasks/task-record';

/** Which tasks an operation is about. */
export type BulkSelection = Pick<
  TaskQuery,
  'type' | 'queue' | 'fromMs' | 'toMs' | 'errorType' | 'workerId' | 'labels'
> & {
  /** Looked at one after the other. */
  readonly states: readonly TaskState[];
};

const STEP = 200;

/** Goes through all tasks of a selection in steps, in the order of creation: what moves meanwhile shifts nothing. */
export class TaskWalk {
  private readonly finder: TaskFinder;

  constructor(private readonly options: { readonly redis: RedisClient; readonly keys: Keys }) {
    this.finder = new TaskFinder(options);
  }

  /** Exact at its moment. */
  async count(selection: BulkSelection): Promise<number> {
    let total = 0;
    if (needsLook(selection)) for await (const ids of this.steps(selection)) total += ids.length;
    else for (const state of selection.states) total += (await this.finder.find(queryOf(selection, state))).total;
    return total;
  }

  async *steps(selection: BulkSelection): AsyncGenerator<readonly string[]> {
    for (const state of selection.states) {
      let cursor: string | undefined;
      do {
        const { ids, next } = await this.step({ ...queryOf(selection, state), cursor }, selection);
        if (ids.length > 0) yield ids;
        cursor = next;
      } while (cursor !== undefined);
    }
  }

  private async step(query: TaskQuery, selection: BulkSelection): Promise<{ ids: string[]; next?: string }> {
    const { redis, keys } = this.options;
    const { ids, hasMore, last } = await this.finder.step(query);
    const next = hasMore ? last : undefined;
    if (!needsLook(selection)) return { ids: [...ids], next };
    const tasks = await readSummaries(redis, keys, ids);
    const matching = tasks.filter(
      (task) => hasFields(task, selection) && (selection.type ?? task.hash['task_type']) === task.hash['task_type'],
    );
    return { ids: matching.map(({ id }) => id), next };
  }
}

/** What no index knows is looked up task by task; so is the type, for waiting tasks are not indexed by it. */
const needsLook = ({ type, errorType, workerId, labels }: BulkSelection): boolean =>
  (type ?? errorType ?? workerId ?? labels) !== undefined;

const queryOf = ({ queue, fromMs, toMs }: BulkSelection, state: TaskState): TaskQuery => ({
  ...{ state, queue, fromMs, toMs },
  sortBy: 'created_at',
  sortOrder: 'asc',
  page: 1,
  pageSize: STEP,
});
