import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@workstream/engine';
import type { Response } from 'express';
import { CLOCK } from '../../shared/engine';
import { Drain } from './drain';
import { unavailable } from './problem-exception';
import { SseClient, type SseLimits } from './sse-client';

/** A client that does not read is dropped once this much has waited for it for this long. */
const LIMITS: SseLimits = { maxUnreadBytes: 1024 * 1024, maxStallMs: 10_000 };

/** All event streams of the process. Those that listen to the broadcast share each event, serialised once. */
@Injectable()
export class SseHub {
  private readonly clients = new Set<SseClient>();
  private readonly audience = new Set<SseClient>();
  private lastId = 0;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly drain: Drain,
  ) {
    drain.onDrain(() => this.endAll());
  }

  /** False: nobody would see a broadcast. */
  get hasAudience(): boolean {
    return this.audience.size > 0;
  }

  /** Streams that are open now. */
  get clientCount(): number {
    return this.clients.size;
  }

  /** Takes a client of the broadcast in; it hears nothing until it joins. Throws when the process is stopping. */
  admitListener(response: Response, onCaughtUp: (client: SseClient) => void): SseClient {
    const client = this.admit(response, onCaughtUp);
    this.audience.add(client);
    response.once('close', () => this.audience.delete(client));
    return client;
  }

  /** Takes a client in that is told other things than the broadcast. Throws when the process is stopping. */
  admit(response: Response, onCaughtUp: (client: SseClient) => void): SseClient {
    if (this.drain.isDraining) throw unavailable('This process is stopping; connect again.');
    const client = new SseClient(response, LIMITS, onCaughtUp);
    this.clients.add(client);
    response.once('close', () => this.clients.delete(client));
    return client;
  }

  /** Numbers and serialises events, for any number of clients. */
  frames(events: readonly object[]): Buffer {
    const text = events.map((event) => `id: ${String(++this.lastId)}\ndata: ${JSON.stringify(event)}\n\n`);
    return Buffer.from(text.join(''));
  }

  broadcast(frames: Buffer): void {
    for (const client of this.audience) client.send(frames);
  }

  /** The clients come back, but not all in the same moment. */
  private endAll(): void {
    for (const client of this.clients) {
      const retryMs = Math.round(1_000 + 1_000 * this.clock.random());
      client.end(`retry: ${String(retryMs)}\nevent: shutdown\ndata: {}\n\n`);
    }
  }
}
