import { Inject, Injectable, Logger } from '@nestjs/common';
import type { QueueStatus, WorkerFleet } from '@workstream/contracts';
import { messageOf, QueueAges, QueueMonitor, TaskStats, WorkerRegistry, type Clock } from '@workstream/engine';
import { CLOCK } from '../../shared/engine';
import { SseHub } from '../http';
import { Metrics } from './metrics';

/** However many scrape, Redis is asked this often. */
const FRESH_MS = 1_000;
const MINUTE_MS = 60_000;
/** Minutes that are kept in Redis. */
const LONGEST_GAP = 1_440;

type Minute = Awaited<ReturnType<TaskStats['throughput']>>[number];

/** Reads the figures of the fleet from Redis when they are asked for. */
@Injectable()
export class FleetMetrics {
  private readonly logger = new Logger('FleetMetrics');
  private reading: Promise<void> | null = null;
  private readAtMs = -Infinity;
  /** The last minute that was counted, as it was then; null before the first look. */
  private counted: Minute | null = null;

  constructor(
    private readonly metrics: Metrics,
    private readonly monitor: QueueMonitor,
    private readonly workers: WorkerRegistry,
    private readonly stats: TaskStats,
    private readonly ages: QueueAges,
    private readonly hub: SseHub,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    hub.onLoss((reason) => metrics.sseLosses.inc({ reason }));
  }

  /** The exposition text. While Redis is away it says so, and tells nothing of the fleet. */
  async text(): Promise<string> {
    this.metrics.sseClients.set(this.hub.clientCount);
    if (this.clock.now() - this.readAtMs >= FRESH_MS) await (this.reading ??= this.read());
    return this.metrics.registry.metrics();
  }

  private async read(): Promise<void> {
    try {
      const [status, fleet, ages] = await Promise.all([this.monitor.status(), this.workers.fleet(), this.ages.read()]);
      await this.countMinutes();
      this.metrics.redisUp.set(1);
      this.setQueues(status, ages);
      this.setWorkers(fleet);
    } catch (error) {
      this.logger.debug('The fleet could not be read', { error: messageOf(error) });
      this.metrics.redisUp.set(0);
      this.metrics.forgetFleet();
    } finally {
      this.readAtMs = this.clock.now();
      this.reading = null;
    }
  }

  private setQueues({ states, queues, paused }: QueueStatus, ages: Awaited<ReturnType<QueueAges['read']>>): void {
    const { metrics } = this;
    for (const [state, count] of Object.entries(states)) metrics.tasks.set({ state }, count);
    for (const [queue, depth] of Object.entries(queues)) metrics.queueDepth.set({ queue }, depth);
    for (const [queue, ms] of Object.entries(ages)) {
      metrics.queueLatency.set({ queue }, ms / 1000);
      metrics.queuePaused.set({ queue }, paused.some((name) => name === queue) ? 1 : 0);
    }
  }

  private setWorkers({ worker_details: workers }: WorkerFleet): void {
    const { metrics } = this;
    for (const status of ['healthy', 'draining', 'stale'] as const)
      metrics.workers.set({ status }, workers.filter((worker) => worker.status === status).length);
    const beating = workers.filter((worker) => worker.status !== 'stale');
    const busy = beating.reduce((sum, worker) => sum + worker.active_tasks, 0);
    const slots = beating.reduce((sum, worker) => sum + (worker.concurrency ?? 0), 0);
    metrics.workerSlots.set({ state: 'busy' }, busy);
    metrics.workerSlots.set({ state: 'free' }, Math.max(0, slots - busy));
    metrics.eventLoopLag.set(Math.max(0, ...beating.map((worker) => worker.event_loop_lag_ms ?? 0)) / 1000);
  }

  /** Turns what happened in each minute into counters that only grow; what was before the first look is not counted. */
  private async countMinutes(): Promise<void> {
    const since = this.counted;
    const passed = since === null ? 0 : Math.ceil((this.clock.now() - since.atMs) / MINUTE_MS);
    const minutes = await this.stats.throughput(Math.min(LONGEST_GAP, Math.max(1, passed + 1)));
    const latest = minutes.at(-1) ?? null;
    this.counted = latest;
    if (since !== null) for (const minute of minutes) this.add(minute, since);
  }

  private add(minute: Minute, since: Minute): void {
    if (minute.atMs < since.atMs) return;
    const before = minute.atMs === since.atMs ? since : { created: 0, completed: 0, failed: 0, retried: 0 };
    const more = (field: 'created' | 'completed' | 'failed' | 'retried') => Math.max(0, minute[field] - before[field]);
    this.metrics.created.inc(more('created'));
    this.metrics.finished.inc({ outcome: 'completed' }, more('completed'));
    this.metrics.finished.inc({ outcome: 'failed' }, more('failed'));
    this.metrics.retries.inc(more('retried'));
  }
}
