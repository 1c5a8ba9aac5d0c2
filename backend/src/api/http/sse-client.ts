import type { Response } from 'express';

/** How much a client may leave unread, and for how long. */
export interface SseLimits {
  readonly maxUnreadBytes: number;
  readonly maxStallMs: number;
}

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
};

/** A client waits this long before it connects again. */
const RECONNECT_MS = 2_000;

/** One event stream. While its reader lags nothing more is queued for it, so its memory is bounded. */
export class SseClient {
  private isListening = false;
  private stall: NodeJS.Timeout | null = null;
  private farewell: string | null = null;

  /** @param onCaughtUp called when a client that lagged, and so missed events, has read everything: it must join again */
  constructor(
    private readonly response: Response,
    private readonly limits: SseLimits,
    private readonly onCaughtUp: (client: SseClient) => void,
  ) {
    response.on('drain', () => this.catchUp());
    response.once('close', () => this.stopStall());
  }

  /** From now on the client gets what is sent, beginning with `first`. Until then its request can still fail with a status. */
  join(first: Buffer): void {
    if (this.isClosed) return;
    if (!this.response.headersSent) this.begin();
    this.isListening = true;
    this.send(first);
    if (this.farewell !== null) this.response.end(this.farewell);
  }

  send(frames: Buffer): void {
    if (!this.isListening || this.isClosed) return;
    this.response.write(frames);
    if (this.response.writableLength > this.limits.maxUnreadBytes) this.startStall();
  }

  /** A client that has not joined yet is ended as soon as it does. */
  end(last: string): void {
    this.stopStall();
    this.farewell = last;
    if (this.response.headersSent && !this.isClosed) this.response.end(last);
  }

  /** Also once it was ended: until its reader has taken the rest, it is neither closed nor may anything more be written. */
  private get isClosed(): boolean {
    return this.response.writableEnded || this.response.closed || this.response.destroyed;
  }

  private begin(): void {
    this.response.status(200).set(HEADERS);
    this.response.write(`retry: ${String(RECONNECT_MS)}\n\n`);
  }

  private startStall(): void {
    this.isListening = false;
    this.stall = setTimeout(() => this.response.destroy(), this.limits.maxStallMs);
  }

  private catchUp(): void {
    if (!this.stall) return;
    this.stopStall();
    this.onCaughtUp(this);
  }

  private stopStall(): void {
    if (this.stall) clearTimeout(this.stall);
    this.stall = null;
  }
}
