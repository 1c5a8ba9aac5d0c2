import { systemClock, type Clock } from '../clock';
import { messageOf } from '../errors';
import { silentLogger, type Logger } from '../logger';

export interface LoopOptions {
  /** Milliseconds between the end of one step and the start of the next. */
  readonly everyMs: number;
  /** Up to this share is added to each pause, so that processes do not step in time. Default 0.1. */
  readonly jitter?: number;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** Keeps *when* apart from *what*: repeats a step until stopped. A step that throws is logged and tried again. */
export class Loop {
  private readonly clock: Clock;
  private readonly logger: Logger;
  private stopping: AbortController | null = null;
  private running: Promise<void> | null = null;
  private step: Promise<void> | null = null;

  constructor(
    private readonly name: string,
    private readonly work: () => Promise<unknown>,
    private readonly options: LoopOptions,
  ) {
    this.clock = options.clock ?? systemClock;
    this.logger = options.logger ?? silentLogger;
  }

  /** Begins at once. A second start does nothing. */
  start(): void {
    if (this.running) return;
    this.stopping = new AbortController();
    this.running = this.repeat(this.stopping.signal);
  }

  /** Resolves when the step under way, if any, has ended. */
  async stop(): Promise<void> {
    this.stopping?.abort();
    await this.running;
    await this.step;
    this.running = null;
  }

  /** Takes one step now, or joins the one under way: steps of one loop never overlap. */
  tick(): Promise<void> {
    this.step ??= this.attempt().finally(() => {
      this.step = null;
    });
    return this.step;
  }

  private async repeat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.tick();
      const jitter = this.options.jitter ?? 0.1;
      await this.clock.delay(this.options.everyMs * (1 + jitter * this.clock.random()), signal);
    }
  }

  private async attempt(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      this.logger.error(`${this.name}: step failed, will be tried again`, { error: messageOf(error) });
    }
  }
}
