import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Loop, SpendLedger } from '@workstream/engine';
import { EngineLogger } from '../logging';

/** Three times within the minute for which money stays set aside. */
const EVERY_MS = 20_000;

/** Keeps the money set aside for the calls of this process; when the process dies, it goes back by itself. */
@Injectable()
export class SpendRenewal implements OnModuleInit, OnApplicationShutdown {
  private readonly loop: Loop;

  constructor(ledger: SpendLedger) {
    const logger = new EngineLogger('SpendRenewal');
    this.loop = new Loop('spend-renewal', () => ledger.renew(), { everyMs: EVERY_MS, logger });
  }

  onModuleInit(): void {
    this.loop.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }
}
