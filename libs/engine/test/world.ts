import { RedisServer, snapshot } from '@workstream/testing';
import type { Redis } from 'ioredis';
import { createKeys, type Keys } from '../src/keys';
import { TaskQueue } from '../src/queues/task-queue';
import { connectRedis, type RedisAddress, type RedisClient } from '../src/redis-client';
import type { RestingState } from '../src/tasks/state-table';
import type { Attempt, ClaimedTask, FailedAttempt, NewTask } from '../src/tasks/task';
import { TaskStore } from '../src/tasks/task-store';

export const WORKER = 'worker-a';

/** A Redis of the spec's own, in one of the forms that it can have. */
export interface Ground {
  readonly address: RedisAddress;
  readonly prefix: string;
  /** The server that holds all keys. */
  readonly server: RedisServer;
  /** Where that server answers, also when another takes its place. */
  readonly node: Redis;
  stop(): Promise<void>;
}

async function oneServer(settings?: readonly string[]): Promise<Ground> {
  const server = await RedisServer.start(settings);
  return { address: { url: server.url }, prefix: '', server, node: server.client(), stop: () => server.stop() };
}

let startGround: () => Promise<Ground> = oneServer;

/** A queue on a Redis of the spec's own, with short ways to put tasks into any state. */
export class World {
  readonly keys: Keys;
  readonly redis: RedisClient;
  /** The server that holds all keys, for commands that concern a server. */
  readonly node: Redis;
  readonly queue: TaskQueue;
  readonly store: TaskStore;
  private readonly connections: RedisClient[] = [];

  private constructor(private readonly ground: Ground) {
    this.keys = createKeys(ground.prefix);
    this.node = ground.node;
    this.redis = this.connect();
    this.queue = new TaskQueue({ redis: this.redis, keys: this.keys });
    this.store = new TaskStore({ redis: this.redis, keys: this.keys });
  }

  /** From now on worlds without settings of their own stand on this ground: one for each run of the same specs. */
  static standOn(start: () => Promise<Ground>): void {
    startGround = start;
  }

  /** @param settings further redis.conf settings of one server */
  static async create(settings?: readonly string[]): Promise<World> {
    return new World(settings ? await oneServer(settings) : await startGround());
  }

  get address(): RedisAddress {
    return this.ground.address;
  }

  get server(): RedisServer {
    return this.ground.server;
  }

  /** A new connection of the kind that workers have, closed by `end`. */
  connect(): RedisClient {
    const connection = connectRedis(this.ground.address, { maxRetriesPerRequest: null });
    connection.on('error', () => undefined);
    this.connections.push(connection);
    return connection;
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

  /** Keys of the minutes that something was counted in, named as in `everything`. */
  async minuteStats(): Promise<string[]> {
    const names = await this.node.keys(this.keys.minuteStats('*'));
    return names.map((name) => name.slice(this.ground.prefix.length));
  }

  everything() {
    return snapshot(this.node);
  }

  async clear(): Promise<void> {
    await this.node.flushall();
  }

  async end(): Promise<void> {
    // Disconnecting twice leaves a timer behind that holds the process open.
    for (const connection of this.connections) if (connection.status !== 'end') connection.disconnect();
    await this.ground.stop();
  }
}
