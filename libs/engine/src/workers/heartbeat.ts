import { once } from 'node:events';
import { extname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { hostname } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Keys } from '../keys';
import { silentLogger, type Logger } from '../logger';
import { loadScript } from '../lua/scripts';
import type { RedisAddress } from '../redis-client';
import type { SignsOfLife } from './heartbeat-thread';

export interface HeartbeatOptions {
  /** Where Redis is; a text is the address of one server. */
  readonly redisUrl: string | RedisAddress;
  readonly keys: Keys;
  readonly workerId: string;
  readonly version: string;
  /** Tasks that the worker runs at once; shown in the worker list. */
  readonly concurrency: number;
  /** Task types that it can run, asked for at the start; producers are told of them. */
  readonly taskTypes?: () => readonly string[];
  /** Length of the lease; beaten three times as often. Default 15 s. */
  readonly ttlMs?: number;
  /** Milliseconds since the worker last looked for work; shown in the worker list. */
  readonly turnAgeMs?: () => number;
  /** Called when Redis answers and yet the worker has not looked for work for `stallMs`: only a restart helps. */
  readonly onStall?: () => void;
  /** True: a process whose main loop is stuck for `stallMs` is killed, since it can do nothing else for itself. */
  readonly killsStuckProcess?: boolean;
  /** The lease is given up when the main loop, or the look for work, has been stuck for so long. Default 120 s. */
  readonly stallMs?: number;
  readonly logger?: Logger;
}

/** Keeps the lease of this process on all its tasks, from a thread of its own. */
export class Heartbeat {
  /** Length of the lease in milliseconds. */
  readonly ttlMs: number;
  private readonly lastTick = new SharedArrayBuffer(8);
  private readonly loopDelay = monitorEventLoopDelay({ resolution: 20 });
  private readonly logger: Logger;
  private thread: Worker | null = null;
  private ticker: NodeJS.Timeout | null = null;

  constructor(private readonly options: HeartbeatOptions) {
    this.ttlMs = options.ttlMs ?? 15_000;
    this.logger = options.logger ?? silentLogger;
  }

  /** Resolves after the first beat; until Redis answers it keeps trying. */
  async start(): Promise<void> {
    this.tick();
    this.loopDelay.enable();
    this.ticker = setInterval(() => {
      this.tick();
    }, this.ttlMs / 6);
    this.thread = this.startThread();
    await this.firstBeat(this.thread);
  }

  /** Stops beating. The lease runs out by itself unless the worker signs off. */
  async stop(): Promise<void> {
    if (this.ticker) clearInterval(this.ticker);
    this.loopDelay.disable();
    const thread = this.thread;
    this.thread = null;
    if (!thread) return;
    const exited = once(thread, 'exit');
    thread.postMessage('stop');
    await exited;
  }

  private startThread(): Worker {
    const { options } = this;
    const { redisUrl, keys, workerId, version, concurrency } = options;
    const task_types = options.taskTypes?.() ?? [];
    const thread = new Worker(join(__dirname, `heartbeat-thread${extname(__filename)}`), {
      execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
      workerData: {
        redis: typeof redisUrl === 'string' ? { url: redisUrl } : redisUrl,
        script: loadScript('beat-worker', keys).text,
        keys: [keys.heartbeat(workerId), keys.knownWorkers],
        workerId,
        ttlMs: this.ttlMs,
        stallMs: options.stallMs ?? 120_000,
        killsStuckProcess: options.killsStuckProcess ?? false,
        facts: { host: hostname(), pid: process.pid, version, concurrency, task_types },
        lastTick: this.lastTick,
      },
    });
    thread.on('message', (message: string) => {
      if (message === 'stalled') options.onStall?.();
      else if (message !== 'beat') this.logger.warn('A heartbeat could not be sent', { error: message });
    });
    return thread;
  }

  private async firstBeat(thread: Worker): Promise<void> {
    for (;;) {
      const [message] = (await once(thread, 'message')) as [string];
      if (message === 'beat') return;
    }
  }

  private tick(): void {
    Atomics.store(new BigInt64Array(this.lastTick), 0, process.hrtime.bigint() / 1_000_000n);
    // The mean includes the timer's own resolution; the rest is what a handler kept others waiting.
    const lagMs = Math.max(0, this.loopDelay.mean / 1e6 - 20);
    const signs: SignsOfLife = {
      loopLagMs: Number.isFinite(lagMs) ? Math.round(lagMs * 10) / 10 : 0,
      turnAgeMs: this.options.turnAgeMs?.() ?? 0,
    };
    this.thread?.postMessage(signs);
    this.loopDelay.reset();
  }
}
