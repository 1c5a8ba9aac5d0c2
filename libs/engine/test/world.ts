import { RedisServer, snapshot } from '@workstream/testing';
import type { Redis } from 'ioredis';
import { createKeys } from '../src/keys';
import { TaskQueue } from '../src/queues/task-queue';
import type { RestingState } from '../src/tasks/state-table';
import type { Attempt, ClaimedTask, FailedAttempt, NewTask } from '../src/tasks/task';
import { TaskStore } from '../src/tasks/task-store';

export const WORKER = 'worker-a';

/** A queue on a redis-server of the spec's own, with short ways to put tasks into any state. */
export class World {
  readonly keys = createKeys();
  readonly redis: Redis;
  readonly queue: TaskQueue;
  readonly store: TaskStore;

  private constructor(readonly server: RedisServer) {
    this.redis = server.client();
    this.queue = new TaskQueue({ redis: this.redis, keys: this.keys });
    this.store = new TaskStore({ redis: this.redis, keys: this.keys });
  }

  static async create(settings?: readonly string[]): Promise<World> {
    return new World(await RedisServer.start(settings));
  }

  async enqueue(task: Partial<NewTask> = {}): Promise<string> {
    return (await this.queue.enqueue({ type: 'summarize', content: 'A text.', ...task })).id;
  }

  async claim(want = 1, workerId = WORKER): Promise<readonly ClaimedTask[]> {
    return (await this.queue.claim({ workerId, want, heartbeatTtlMs: 60_000, random: 0 })).tasks;
  }

  fail(attempt: Attempt, how: Partial<FailedAttempt> = {}) {
    const failure = {
      errorType: 'NetworkError',
      message: 'reset',
      permanent: false,
      restMs: 0,
      usesRetry: true,
    } as const;
    return this.queue.fail(WORKER, [{ ...failure, ...attempt, ...how }]);
  }

  complete(attempt: Attempt, result: object = { done: true }, workerId = WORKER) {
    return this.queue.complete(workerId, [{ ...attempt, resultJson: JSON.stringify(result) }]);
  }

  /** A task in `state`, and its latest attempt. */
  async given(state: RestingState, task: Partial<NewTask> = {}): Promise<Attempt> {
    const id = await this.enqueue(task);
    if (state === 'PENDING') return { id, attempt: 0 };
    const [attempt] = await this.claim();
    if (attempt?.id !== id) throw new Error('Another task waited before this one');
    if (state === 'COMPLETED') await this.complete(attempt);
    if (state === 'SCHEDULED') await this.fail(attempt);
    if (state === 'CANCELLED') await this.queue.cancel(id, 'not needed');
    if (state === 'DLQ') await this.fail(attempt, { permanent: true, errorType: 'InvalidInput', message: 'bad' });
    return attempt;
  }

  async stateOf(id: string) {
    return (await this.store.get(id))?.state ?? 'GONE';
  }

  /** Keys of the minutes that something was counted in. */
  async minuteStats(): Promise<string[]> {
    return this.redis.keys(this.keys.minuteStats('*'));
  }

  everything() {
    return snapshot(this.redis);
  }

  async clear(): Promise<void> {
    await this.redis.flushall();
  }

  async end(): Promise<void> {
    await this.server.stop();
  }
}
