import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { QueueStatus } from '@workstream/contracts';
import { Loop, messageOf, QueueEvents, QueueMonitor, type Clock, type TaskMove } from '@workstream/engine';
import type { Response } from 'express';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { CLOCK } from '../../shared/engine';
import { SseHub, type SseClient } from '../http';
import { initialStatus, moveEvent, type TimedMove } from './queue-event';

/** At most four reads of the counts a second, however many tasks move and clients connect. */
const READ_EVERY_MS = 250;
const READ_AGAIN_MS = 500;

/** More moves than this between two reads are told as one new state: nobody can follow them singly. */
const MAX_MOVES = 500;

interface Newcomer {
  readonly client: SseClient;
  readonly joined: () => void;
  readonly failed: (reason: unknown) => void;
}

/**
 * Turns the moves of tasks into the event stream. Moves wait for the next read of the counts and are sent with it: the counts
 * in an event are never older than its move, so those in the last event are those at rest.
 */
@Injectable()
export class QueueFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('QueueFeed');
  private readonly heartbeat: Loop;
  private readonly stopped = new AbortController();
  private moves: TimedMove[] = [];
  private newcomers: Newcomer[] = [];
  /** Moves were missed or were too many: everyone must be told the whole state. */
  private isOutOfStep = false;
  private isReading = false;
  private lastReadMs = -Infinity;
  private lastSent = '';

  constructor(
    private readonly events: QueueEvents,
    private readonly monitor: QueueMonitor,
    private readonly hub: SseHub,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    const everyMs = config.http.sseHeartbeatMs;
    this.heartbeat = new Loop('sse-heartbeat', () => this.beat(), { everyMs, jitter: 0, clock });
  }

  onApplicationBootstrap(): void {
    this.events.onMoves((moves, atMs) => this.note(moves, atMs));
    this.events.onGap(() => this.resync());
    // Not awaited: the API answers, and says what is wrong, also while Redis is away.
    this.events.start().catch((error: unknown) => {
      if (!this.stopped.signal.aborted) this.logger.error('No events will arrive', { error: messageOf(error) });
    });
    this.heartbeat.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.heartbeat.stop();
    this.events.stop();
  }

  /** Streams to `response` until either side ends it. Rejects, with nothing sent, when the first state cannot be read. */
  stream(response: Response): Promise<void> {
    const rejoin = (client: SseClient) => void this.join(client).catch(() => response.destroy());
    return this.join(this.hub.admitListener(response, rejoin));
  }

  private join(client: SseClient): Promise<void> {
    return new Promise((joined, failed) => {
      this.newcomers.push({ client, joined, failed });
      this.read();
    });
  }

  private note(moves: readonly TaskMove[], atMs: number): void {
    if (!this.hub.hasAudience) return;
    if (this.moves.length + moves.length > MAX_MOVES) this.isOutOfStep = true;
    else this.moves.push(...moves.map((move) => ({ ...move, atMs })));
    this.read();
  }

  /** Has everyone told the whole state: moves may have been missed, or something changed that is no move. */
  resync(): void {
    this.isOutOfStep = true;
    this.read();
  }

  /** Also compares the counts with those sent last: a move whose message was lost would stay unseen for ever otherwise. */
  private beat(): Promise<void> {
    if (this.hub.hasAudience) {
      this.hub.broadcast(this.hub.frames([{ type: 'heartbeat', timestamp: this.timestamp() }]));
      this.read();
    }
    return Promise.resolve();
  }

  private read(): void {
    if (this.isReading || this.stopped.signal.aborted) return;
    this.isReading = true;
    void this.readAndTell().finally(() => {
      this.isReading = false;
      if (this.isOutOfStep || this.moves.length > 0 || this.newcomers.length > 0) this.read();
    });
  }

  private async readAndTell(): Promise<void> {
    // At most one period, also when the machine's clock was set back.
    await this.pause(Math.min(this.lastReadMs + READ_EVERY_MS - this.clock.now(), READ_EVERY_MS));
    this.lastReadMs = this.clock.now();
    const moves = this.isOutOfStep ? [] : this.moves;
    const newcomers = this.newcomers;
    const isOutOfStep = this.isOutOfStep;
    [this.moves, this.newcomers, this.isOutOfStep] = [[], [], false];
    try {
      this.tell(await this.monitor.status(), moves, newcomers, isOutOfStep);
    } catch (error) {
      for (const { failed } of newcomers) failed(error);
      this.isOutOfStep = this.hub.hasAudience;
      await this.pause(READ_AGAIN_MS);
    }
  }

  private tell(
    status: QueueStatus,
    moves: readonly TimedMove[],
    newcomers: readonly Newcomer[],
    isWhole: boolean,
  ): void {
    const counts = JSON.stringify(status);
    const mustResend = isWhole || (moves.length === 0 && counts !== this.lastSent);
    this.lastSent = counts;
    if (mustResend) this.hub.broadcast(this.whole(status));
    else if (moves.length > 0) this.hub.broadcast(this.hub.frames(moves.map((move) => moveEvent(move, status))));
    if (newcomers.length > 0) this.letIn(newcomers, this.whole(status));
  }

  private letIn(newcomers: readonly Newcomer[], first: Buffer): void {
    for (const { client, joined } of newcomers) {
      client.join(first);
      joined();
    }
  }

  private whole(status: QueueStatus): Buffer {
    return this.hub.frames([initialStatus(status, this.timestamp())]);
  }

  private async pause(ms: number): Promise<void> {
    if (ms > 0) await this.clock.delay(ms, this.stopped.signal);
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
