import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '@workstream/engine';
import type { RequestHandler } from 'express';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { CLOCK } from '../../shared/engine';

/** Lets a stopping process answer what it has begun: readiness turns red, streams are ended, requests are waited for. */
@Injectable()
export class Drain implements OnModuleDestroy, BeforeApplicationShutdown {
  private draining = false;
  private openRequests = 0;
  private whenIdle: () => void = () => undefined;
  private readonly enders = new Set<() => void>();

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** True from the first moment of the shutdown. */
  get isDraining(): boolean {
    return this.draining;
  }

  /** Counts the requests that are being answered. */
  readonly track: RequestHandler = (_request, response, next) => {
    this.openRequests++;
    if (this.draining) response.set('Connection', 'close');
    response.once('close', () => {
      this.openRequests--;
      if (this.openRequests === 0) this.whenIdle();
    });
    next();
  };

  /** Registers what must be told to end because it would never end by itself. */
  onDrain(end: () => void): void {
    this.enders.add(end);
  }

  onModuleDestroy(): void {
    this.draining = true;
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const end of this.enders) end();
    const waited = new AbortController();
    await Promise.race([this.idle(), this.clock.delay(this.config.shutdownGraceMs, waited.signal)]);
    waited.abort();
  }

  private async idle(): Promise<void> {
    if (this.openRequests > 0) await new Promise<void>((resolve) => (this.whenIdle = resolve));
  }
}
