import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Loop, type Clock } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { CLOCK } from '../../shared/engine';
import { SseHub } from '../http';
import { AccessControl, proofOf } from './access-control';

/** Whoever may no longer ask is shown out within this time, however rarely heartbeats are sent. */
const LONGEST_MS = 30_000;

/**
 * Ends the event streams of those who would no longer be let in: a key was revoked, or a session has ended. Each proof is
 * looked at once, however many streams were opened with it. While Redis is away nobody is shown out.
 */
@Injectable()
export class StreamGuard implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds: Loop;

  constructor(
    private readonly hub: SseHub,
    private readonly control: AccessControl,
    @Inject(CLOCK) clock: Clock,
    @Inject(APP_CONFIG) { http }: AppConfig,
  ) {
    const everyMs = Math.min(http.sseHeartbeatMs, LONGEST_MS);
    this.rounds = new Loop('stream-guard', () => this.lookAround(), { everyMs, clock });
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  private async lookAround(): Promise<void> {
    for (const clients of Map.groupBy(this.hub.everyone, ({ request }) => proofOf(request)).values()) {
      const [one] = clients;
      if (one && !(await this.control.mayStay(one.request))) for (const client of clients) this.hub.dismiss(client);
    }
  }
}
