import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { VERSION } from '../../shared/config';

/** Every metric of this process, and those of the fleet, which any API process tells alike: take their maximum, not their sum. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly registers = [this.registry];

  readonly requestSeconds = new Histogram({
    name: 'workstream_http_request_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30, 60],
    registers: this.registers,
  });
  readonly sseClients = this.gauge('workstream_sse_clients', 'Event streams open in this process');
  readonly sseLosses = this.counter(
    'workstream_sse_losses_total',
    'Event streams that were refused (full) or given up (slow, access), by why',
    ['reason'],
  );
  readonly redisUp = this.gauge('workstream_redis_up', '1 while Redis answers this process');
  readonly tasks = this.gauge('workstream_tasks', 'Tasks in each state', ['state']);
  readonly queueDepth = this.gauge('workstream_queue_depth', 'Tasks waiting in each queue', ['queue']);
  readonly queueLatency = this.gauge(
    'workstream_queue_latency_seconds',
    'How long the task at the head of the queue has been waiting',
    ['queue'],
  );
  readonly queuePaused = this.gauge('workstream_queue_paused', '1 while nothing is taken from the queue', ['queue']);
  readonly workers = this.gauge('workstream_workers', 'Worker processes', ['status']);
  readonly workerSlots = this.gauge('workstream_worker_slots', 'Tasks that workers run, and could run besides', [
    'state',
  ]);
  readonly eventLoopLag = this.gauge('workstream_event_loop_lag_seconds', 'Mean lag of the slowest worker');
  readonly created = this.counter('workstream_tasks_created_total', 'Tasks accepted since this process started');
  readonly finished = this.counter('workstream_tasks_finished_total', 'Tasks that ended, by how', ['outcome']);
  readonly retries = this.counter('workstream_task_retries_total', 'Attempts that failed and are tried again');

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.gauge('workstream_build_info', 'Always 1; the label tells the version', ['version']).set(
      { version: VERSION },
      1,
    );
  }

  /** Forgets what was known of the fleet: an old figure would look like a present one. */
  forgetFleet(): void {
    for (const gauge of [
      this.tasks,
      this.queueDepth,
      this.queueLatency,
      this.queuePaused,
      this.workers,
      this.workerSlots,
    ])
      gauge.reset();
  }

  private gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name, help, labelNames, registers: this.registers });
  }

  private counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name, help, labelNames, registers: this.registers });
  }
}
