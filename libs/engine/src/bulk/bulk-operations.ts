import { randomUUID } from 'node:crypto';
import type { BulkAction, BulkOperation, OperationState, TaskState } from '@workstream/contracts';
import type { RedisClient } from '../redis-client';
import { messageOf } from '../errors';
import type { Keys } from '../keys';
import { silentLogger, type Logger } from '../logger';
import type { TaskQueue } from '../queues/task-queue';
import { TaskWalk, type BulkSelection } from './task-walk';

/** What to do with which tasks. */
export interface BulkOrder {
  readonly action: BulkAction;
  /** Either ids or a selection. */
  readonly tasks: readonly string[] | Omit<BulkSelection, 'states'>;
  /** Narrows what the action fits anyway. */
  readonly state?: TaskState;
  readonly resetsRetryCount: boolean;
  readonly isDryRun: boolean;
}

/** A finished operation can be asked about for a day. */
const KEPT_S = 24 * 60 * 60;

/** An operation that has not come further for so long has lost its process. */
const LOST_AFTER_MS = 30_000;

const STEP = 200;

/** States that each action fits, in the order in which tasks pass them: what moves on meanwhile is met later. */
const FITTING: Readonly<Record<BulkAction, readonly TaskState[]>> = {
  retry: ['DLQ'],
  cancel: ['SCHEDULED', 'PENDING', 'ACTIVE'],
  delete: ['SCHEDULED', 'PENDING', 'ACTIVE', 'COMPLETED', 'CANCELLED', 'DLQ'],
};

type Progress = Pick<BulkOperation, 'total' | 'processed' | 'succeeded' | 'skipped'>;

/**
 * Does one thing to many tasks, step by step, each task by its own script. How far it has come lies in Redis, where any
 * process can read it; what ends with the process that runs it is told as interrupted.
 */
export class BulkOperations {
  private readonly walk: TaskWalk;
  private readonly logger: Logger;
  private readonly stopped = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly options: {
      readonly redis: RedisClient;
      readonly keys: Keys;
      readonly queue: TaskQueue;
      readonly logger?: Logger;
    },
  ) {
    this.walk = new TaskWalk(options);
    this.logger = options.logger ?? silentLogger;
  }

  /** Operations that this process runs now. */
  get runningCount(): number {
    return this.running.size;
  }

  /** Begins an operation; `done` resolves when it has ended, one way or the other, and never rejects. */
  async start(order: BulkOrder): Promise<{ id: string; done: Promise<void> }> {
    const id = randomUUID();
    const now = String(await this.nowMs());
    const { action, isDryRun } = order;
    await this.write(id, { action, state: 'running', dry_run: isDryRun ? 1 : 0, created_at: now, updated_at: now });
    const done = this.run(id, order).finally(() => this.running.delete(done));
    this.running.add(done);
    return { id, done };
  }

  /** How far an operation has come, or null when there is none of that id. */
  async get(id: string): Promise<BulkOperation | null> {
    const hash = await this.options.redis.hgetall(this.options.keys.bulkOperation(id));
    return hash['action'] === undefined ? null : toOperation(id, hash, await this.nowMs());
  }

  /** Lets running operations end after the step they are at; they count as interrupted. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await Promise.all(this.running);
  }

  private async run(id: string, order: BulkOrder): Promise<void> {
    try {
      const selection = await this.selectionOf(order);
      const total = Array.isArray(selection) ? selection.length : await this.walk.count(selection);
      await this.note(id, { total, processed: 0, succeeded: 0, skipped: 0 });
      const isDone = order.isDryRun || (await this.act(id, order, selection, total));
      await this.end(id, isDone ? 'completed' : 'interrupted');
    } catch (error) {
      this.logger.error('An operation on many tasks was broken off', { operation: id, error: messageOf(error) });
      await this.end(id, 'interrupted').catch(() => undefined);
    }
  }

  /** Ids are looked at now already, so that a dry run counts only those that the action fits. */
  private async selectionOf({ action, tasks, state }: BulkOrder): Promise<string[] | BulkSelection> {
    const states = FITTING[action].filter((fitting) => state === undefined || fitting === state);
    if (!isIds(tasks)) return { ...tasks, toMs: Math.min(tasks.toMs ?? Infinity, await this.nowMs()), states };
    const { redis, keys } = this.options;
    const fitting: string[] = [];
    for (const ids of stepsOf([...new Set(tasks)])) {
      const found = await Promise.all(ids.map((id) => redis.hget(keys.task(id), 'state')));
      fitting.push(...ids.filter((_, i) => states.some((fits) => fits === found[i])));
    }
    return fitting;
  }

  private async act(
    id: string,
    order: BulkOrder,
    selection: string[] | BulkSelection,
    total: number,
  ): Promise<boolean> {
    const progress = { total, processed: 0, succeeded: 0, skipped: 0 };
    for await (const ids of Array.isArray(selection) ? stepsOf(selection) : this.walk.steps(selection)) {
      if (this.stopped.signal.aborted) return false;
      const results = await Promise.all(ids.map((task) => this.actOn(task, order)));
      const succeeded = results.filter(Boolean).length;
      progress.processed += ids.length;
      progress.succeeded += succeeded;
      progress.skipped += ids.length - succeeded;
      progress.total = Math.max(total, progress.processed);
      await this.note(id, progress);
    }
    return true;
  }

  private async actOn(task: string, { action, resetsRetryCount }: BulkOrder): Promise<boolean> {
    const { queue } = this.options;
    switch (action) {
      case 'retry':
        return (await queue.retry(task, { resetRetryCount: resetsRetryCount })).status === 'QUEUED';
      case 'cancel':
        return (await queue.cancel(task, 'Cancelled on request, with others')).status === 'CANCELLED';
      case 'delete':
        return (await queue.delete(task)).status === 'DELETED';
    }
  }

  private async note(id: string, progress: Progress): Promise<void> {
    await this.write(id, { ...progress, updated_at: await this.nowMs() });
  }

  private async end(id: string, state: OperationState): Promise<void> {
    await this.write(id, { state, updated_at: await this.nowMs() });
  }

  private async write(id: string, fields: Readonly<Record<string, string | number>>): Promise<void> {
    const key = this.options.keys.bulkOperation(id);
    await this.options.redis.multi().hset(key, fields).expire(key, KEPT_S).exec();
  }

  private async nowMs(): Promise<number> {
    const [seconds, micros] = await this.options.redis.time();
    return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
  }
}

const isIds = (tasks: BulkOrder['tasks']): tasks is readonly string[] => Array.isArray(tasks);

function* stepsOf(ids: readonly string[]): Generator<string[]> {
  for (let i = 0; i < ids.length; i += STEP) yield ids.slice(i, i + STEP);
}

function toOperation(id: string, hash: Readonly<Record<string, string | undefined>>, nowMs: number): BulkOperation {
  const number = (field: string) => Number(hash[field] ?? 0);
  const state = hash['state'] as OperationState;
  return {
    operation_id: id,
    action: hash['action'] as BulkAction,
    state: state === 'running' && nowMs - number('updated_at') > LOST_AFTER_MS ? 'interrupted' : state,
    dry_run: hash['dry_run'] === '1',
    total: number('total'),
    processed: number('processed'),
    succeeded: number('succeeded'),
    skipped: number('skipped'),
    created_at: new Date(number('created_at')).toISOString(),
    updated_at: new Date(number('updated_at')).toISOString(),
  };
}
