import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@workstream/engine';
import type { Response } from 'express';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { CLOCK } from '../../shared/engine';
import { Drain } from './drain';
import { ProblemException, unavailable } from './problem-exception';
import { SseClient, type SseLimits } from './sse-client';

/** A client that does not read is dropped once this much has waited for it for this long. */
const LIMITS: SseLimits = { maxUnreadBytes: 1024 * 1024, maxStallMs: 10_000 };

/** Whoever finds no room may ask again after this time; streams end all the time. */
const FULL_RETRY_AFTER_S = 10;

/**
 * Why there is a reader less: `full` there was no room for it, `slow` it did not read, `access` it may no longer ask.
 */
type SseLoss = 'full' | 'slow' | 'access';

/** All event streams of the process. Those that listen to the broadcast share each event, serialised once. */
@Injectable()
export class SseHub {
  private readonly clients = new Set<SseClient>();
  private readonly audience = new Set<SseClient>();
  private readonly lossListeners = new Set<(reason: SseLoss) => void>();
  private lastId = 0;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
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

  /** Those who read now. */
  get everyone(): Iterable<SseClient> {
    return this.clients;
  }

  /** Registers who is told of every reader that was lost. */
  onLoss(listener: (reason: SseLoss) => void): void {
    this.lossListeners.add(listener);
  }

  /** Takes a client of the broadcast in; it hears nothing until it joins. Throws when there is no room, or no time left. */
  admitListener(response: Response, onCaughtUp: (client: SseClient) => void): SseClient {
    const client = this.admit(response, onCaughtUp);
    this.audience.add(client);
    response.once('close', () => this.audience.delete(client));
    return client;
  }

  /** Takes a client in that is told other things than the broadcast. Throws when there is no room, or no time left. */
  admit(response: Response, onCaughtUp: (client: SseClient) => void): SseClient {
    if (this.drain.isDraining) throw unavailable('This process is stopping; connect again.');
    if (this.clients.size >= this.config.http.streamsAtOnce) throw this.full();
    const client = new SseClient(response, LIMITS, onCaughtUp, () => this.note('slow'));
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

  /** Ends the stream of a client that may no longer ask. */
  dismiss(client: SseClient): void {
    if (!this.clients.delete(client)) return;
    this.audience.delete(client);
    client.end('');
    this.note('access');
  }

  private full(): ProblemException {
    this.note('full');
    return new ProblemException(
      'too-many-requests',
      'As many event streams are open here as there may be; try again soon.',
      {
        headers: { 'Retry-After': String(FULL_RETRY_AFTER_S) },
      },
    );
  }

  private note(reason: SseLoss): void {
    for (const listener of this.lossListeners) listener(reason);
  }

  /** The clients come back, but not all in the same moment. */
  private endAll(): void {
    for (const client of this.clients) {
      const retryMs = Math.round(1_000 + 1_000 * this.clock.random());
      client.end(`retry: ${String(retryMs)}\nevent: shutdown\ndata: {}\n\n`);
    }
  }
}
