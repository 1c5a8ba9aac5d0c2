import { Inject, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { askToStop } from '../../shared/process';

const LOOK_EVERY_MS = 5_000;
const MIB = 1024 * 1024;

/** Ends a worker that has grown too large, gently: it drains, and whatever supervises it starts a fresh one. */
@Injectable()
export class MemoryGuard {
  private readonly logger = new Logger('MemoryGuard');
  private hasAsked = false;

  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  @Interval('memory', LOOK_EVERY_MS)
  look(): void {
    const limitMib = this.config.worker.memoryLimitMib;
    const usedMib = Math.round(process.memoryUsage.rss() / MIB);
    if (limitMib === null || usedMib <= limitMib || this.hasAsked) return;
    this.hasAsked = true;
    this.logger.warn('The worker uses more memory than WORKER_MEMORY_LIMIT and stops', { usedMib, limitMib });
    askToStop();
  }
}
