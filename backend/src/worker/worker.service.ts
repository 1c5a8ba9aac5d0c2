import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  Consumer,
  createWorkerId,
  Heartbeat,
  TaskQueue,
  TaskStore,
  WorkerRegistry,
  type Clock,
  type Keys,
} from '@workstream/engine';
import { APP_CONFIG, VERSION, type AppConfig } from '../shared/config';
import { CLOCK, KEYS } from '../shared/engine';
import { EngineLogger } from '../shared/logging';
import { REDIS_BLOCKING, REDIS_SUBSCRIBER, type Redis } from '../shared/redis';
import { HandlerRegistry } from './handlers';
import { withTaskContext } from './with-task-context';

/** How long signing off may take, should Redis be slow or away. */
const SIGN_OFF_MS = 2_000;

/** One worker's life: it signs on, takes tasks, and when asked to stop finishes or gives back what it has. */
@Injectable()
export class WorkerService implements BeforeApplicationShutdown {
  readonly workerId = createWorkerId();
  private readonly logger = new Logger('Worker');
  private readonly heartbeat: Heartbeat;
  private consumer: Consumer | null = null;
  private isStopping = false;

  constructor(
    private readonly queue: TaskQueue,
    private readonly store: TaskStore,
    private readonly workers: WorkerRegistry,
    private readonly registry: HandlerRegistry,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(REDIS_BLOCKING) private readonly blocking: Redis,
    @Inject(REDIS_SUBSCRIBER) private readonly subscriber: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.heartbeat = this.createHeartbeat();
  }

  /** Resolves when tasks are being taken; that is as soon as Redis answers. */
  async start(): Promise<void> {
    await this.heartbeat.start();
    if (this.isStopping) return;
    this.consumer = this.createConsumer();
    this.consumer.start();
    this.logger.log('Taking tasks', { concurrency: this.config.worker.concurrency });
  }

  /** Returns within the grace and a little more, whatever Redis does. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.consumer?.stop({ graceMs: this.config.shutdownGraceMs });
    const late = new AbortController();
    await Promise.race([this.signOff(), this.clock.delay(SIGN_OFF_MS, late.signal)]);
    late.abort();
  }

  private async signOff(): Promise<void> {
    await this.heartbeat.stop();
    if (this.consumer) await this.workers.remove(this.workerId);
    this.logger.log('Stopped');
  }

  private createHeartbeat(): Heartbeat {
    const { redis, worker } = this.config;
    return new Heartbeat({
      redisUrl: redis.address,
      keys: this.keys,
      workerId: this.workerId,
      version: VERSION,
      concurrency: worker.concurrency,
      taskTypes: () => [...this.registry.handlers.keys()],
      ttlMs: worker.heartbeatTtlMs,
      killsStuckProcess: true,
      turnAgeMs: () => this.consumer?.lastTurnAgeMs ?? 0,
      onStall: () => {
        this.restart();
      },
      logger: new EngineLogger('Heartbeat'),
    });
  }

  /** Leaves as when asked to stop: what started this process starts it anew. */
  private restart(): void {
    if (this.isStopping) return;
    this.logger.error('No look for work has ended for too long although Redis answers; the process restarts');
    process.kill(process.pid, 'SIGTERM');
  }

  private createConsumer(): Consumer {
    const { queue, store, blocking, subscriber, keys, workerId, heartbeat, clock } = this;
    const handlers = withTaskContext(this.registry.handlers);
    const logger = new EngineLogger('Consumer');
    const { concurrency } = this.config.worker;
    return new Consumer({
      queue,
      store,
      blocking,
      subscriber,
      keys,
      handlers,
      workerId,
      concurrency,
      heartbeat,
      clock,
      logger,
    });
  }
}
