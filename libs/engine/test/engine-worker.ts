import { appendFileSync } from 'node:fs';
import { kill, pid } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import {
  connectRedis,
  Consumer,
  createKeys,
  createWorkerId,
  Heartbeat,
  Loop,
  Promoter,
  Reaper,
  TaskQueue,
  TaskStore,
  WorkerRegistry,
  type Logger,
  type RedisAddress,
  type RedisClient,
  type TaskContext,
  type TaskHandler,
} from '../src';

/** Where in a handler a worker is to die. */
export type DeathPoint = 'claimed' | 'working' | 'stuck';

/** Plain data, so that it can be given to a process. */
export interface WorkerSettings {
  readonly address: RedisAddress;
  readonly effectsFile: string;
  readonly concurrency: number;
  readonly leaseMs: number;
  readonly reapEveryMs: number;
  readonly graceMs: number;
  readonly maxCrashes: number;
  readonly dieAt: DeathPoint | null;
  /** A stuck process is killed after so long. */
  readonly stallMs: number;
}

/** What a task of these specs asks for. */
export interface Work {
  /** How long the first attempt takes; later ones take no time. */
  readonly firstMs: number;
  /** Whether the handler asks, before its second effect, whether the task is still its own. */
  readonly asks: boolean;
}

/** Everything that a worker process is made of, on connections of its own. */
export class EngineWorker {
  readonly workerId = createWorkerId();
  private readonly keys = createKeys();
  private readonly redis: RedisClient;
  private readonly heartbeat: Heartbeat;
  private readonly consumer: Consumer;
  private readonly loops: readonly Loop[];

  constructor(
    private readonly settings: WorkerSettings,
    logger: Logger,
  ) {
    const { address, leaseMs, stallMs, reapEveryMs, concurrency, maxCrashes } = settings;
    const { keys, workerId } = this;
    this.redis = connect(address);
    const queue = new TaskQueue({ redis: this.redis, keys });
    const store = new TaskStore({ redis: this.redis, keys });
    this.heartbeat = new Heartbeat({
      redisUrl: address,
      keys,
      workerId,
      version: '1',
      concurrency,
      ttlMs: leaseMs,
      stallMs,
      killsStuckProcess: true,
      logger,
    });
    this.consumer = new Consumer({
      ...{ queue, store, keys, workerId, concurrency, heartbeat: this.heartbeat, logger },
      blocking: connect(address),
      handlers: new Map([['work', new NotingHandler(settings)]]),
    });
    const reaper = new Reaper({ redis: this.redis, keys, queue, maxCrashes, restMs: 100 });
    const promoter = new Promoter({ queue });
    this.loops = [
      new Loop('reaper', () => reaper.runOnce(), { everyMs: reapEveryMs, logger }),
      new Loop('promoter', () => promoter.runOnce(), { everyMs: 100, logger }),
    ];
  }

  async start(): Promise<void> {
    await this.heartbeat.start();
    for (const loop of this.loops) loop.start();
    this.consumer.start();
  }

  /** Gives unfinished tasks back and signs off, as at a deploy. */
  async stop(): Promise<void> {
    await this.consumer.stop({ graceMs: this.settings.graceMs });
    await Promise.all(this.loops.map((loop) => loop.stop()));
    await this.heartbeat.stop();
    await new WorkerRegistry({ redis: this.redis, keys: this.keys }).remove(this.workerId);
    this.redis.disconnect();
  }
}

/** Leaves a line in a file for each effect: what was really done, whatever Redis says. */
class NotingHandler implements TaskHandler {
  readonly timeoutMs = 60_000;

  constructor(private readonly settings: WorkerSettings) {}

  async run(context: TaskContext): Promise<object> {
    const { firstMs, asks } = JSON.parse(context.content ?? '') as Work;
    this.dieAt('claimed');
    this.note(context, 'begun');
    this.dieAt('working');
    if (this.settings.dieAt === 'stuck') for (;;);
    if (context.attempt === 1 && firstMs > 0) await delay(firstMs, null, { signal: context.signal });
    if (asks) await context.assertOwned();
    this.note(context, 'done');
    return { attempt: context.attempt };
  }

  private note({ id, attempt }: TaskContext, step: 'begun' | 'done'): void {
    appendFileSync(this.settings.effectsFile, `${id},${String(attempt)},${String(pid)},${step}\n`);
  }

  private dieAt(point: DeathPoint): void {
    if (this.settings.dieAt === point) kill(pid, 'SIGKILL');
  }
}

function connect(address: RedisAddress): RedisClient {
  const redis = connectRedis(address, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  redis.on('error', () => undefined);
  return redis;
}
