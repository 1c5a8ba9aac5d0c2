import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval, SchedulerRegistry } from '@nestjs/schedule';
import { Loop, Promoter, Reaper, Retention, type Clock } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { CLOCK } from '../../shared/engine';
import { EngineLogger } from '../../shared/logging';

/** Idle workers are woken for what comes due; this look is for when all are busy. */
const PROMOTE_EVERY_MS = 10_000;
const CLEAN_EVERY_MS = 60_000;

/** Due times that lie close together are served by one look. */
const SHORTEST_WAIT_MS = 20;

/** Does in time what no request asks for. Every worker does it: whoever comes second finds nothing to do. */
@Injectable()
export class Scheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new EngineLogger('Scheduler');
  private readonly stopping = new AbortController();
  private readonly promotion: Loop;
  private readonly reaping: Loop;
  private readonly cleaning: Loop;

  constructor(
    private readonly promoter: Promoter,
    reaper: Reaper,
    retention: Retention,
    private readonly timers: SchedulerRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.promotion = this.loop('promoter', PROMOTE_EVERY_MS, () => this.promoteDue());
    this.reaping = this.loop('reaper', config.worker.reapEveryMs, () => reaper.runOnce());
    this.cleaning = this.loop('retention', CLEAN_EVERY_MS, () => retention.runOnce());
  }

  /** The reaper's period is configuration, which a decorator cannot know. */
  onApplicationBootstrap(): void {
    this.timers.addInterval(
      'reap',
      setInterval(() => void this.reap(), this.config.worker.reapEveryMs),
    );
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }

  /** Sends tasks whose time has come to their queue. */
  @Interval('promote', PROMOTE_EVERY_MS)
  promote(): Promise<void> {
    return this.promotion.tick();
  }

  /** Gives the tasks of dead workers back to their queue. */
  reap(): Promise<void> {
    return this.reaping.tick();
  }

  /** Removes finished tasks that have been kept long enough. */
  @Interval('clean', CLEAN_EVERY_MS)
  clean(): Promise<void> {
    return this.cleaning.tick();
  }

  /** A task that comes due before the next look is waited for, so that a short delay is not stretched to a whole second. */
  private async promoteDue(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const { promoted, nextDueInMs } = await this.promoter.runOnce();
      // What is due and yet stays follows when tasks before it have been taken.
      const isHeldBack = nextDueInMs === 0 && promoted === 0;
      if (nextDueInMs === null || nextDueInMs >= PROMOTE_EVERY_MS || isHeldBack) return;
      await this.clock.delay(Math.max(nextDueInMs, SHORTEST_WAIT_MS), this.stopping.signal);
    }
  }

  /** Steps of one loop never overlap, however late one is; one that fails is logged, and forgiven when the process stops. */
  private loop(name: string, everyMs: number, step: () => Promise<unknown>): Loop {
    const forgiving = () =>
      step().catch((error: unknown) => {
        if (!this.stopping.signal.aborted) throw error;
      });
    return new Loop(name, forgiving, { everyMs, clock: this.clock, logger: this.logger });
  }
}
