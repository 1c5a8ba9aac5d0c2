import type { Request, Response } from 'express';

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

  /**
   * @param onCaughtUp called when a client that lagged, and so missed events, has read everything: it must join again
   * @param onDropped called when a client is given up because it did not read
   */
  constructor(
    private readonly response: Response,
    private readonly limits: SseLimits,
    private readonly onCaughtUp: (client: SseClient) => void,
    private readonly onDropped: () => void = () => undefined,
  ) {
    response.on('drain', () => this.catchUp());
    response.once('close', () => this.stopStall());
  }

  /** What the stream answers. */
  get request(): Request {
    return this.response.req;
  }

  /** From now on the client gets what is sent, beginning with `first`. Until then its request can still fail with a status. */
  join(first: Buffer): void {
    if (this.isClosed) return;
    if (!this.response.headersSent) this.begin();
    this.isListening = true;
    this.send(first);
    if (this.farewell !== null) this.leave(this.farewell);
  }

  send(frames: Buffer): void {
    if (!this.isListening || this.isClosed) return;
    this.response.write(frames);
    if (this.response.writableLength > this.limits.maxUnreadBytes) this.startStall();
  }

  /** A client that has not joined yet is ended as soon as it does. */
  end(last: string): void {
    this.farewell = last;
    if (this.response.headersSent && !this.isClosed) this.leave(last);
  }

  /** Also once it was ended: until its reader has taken the rest, it is neither closed nor may anything more be written. */
  private get isClosed(): boolean {
    return this.response.writableEnded || this.response.closed || this.response.destroyed;
  }

  private begin(): void {
    this.response.status(200).set(HEADERS);
    this.response.write(`retry: ${String(RECONNECT_MS)}\n\n`);
  }

  // A reader that does not even take the end is cut off; a process that stops does not wait for that.
  private leave(last: string): void {
    this.stopStall();
    this.response.end(last);
    this.stall = setTimeout(() => this.response.destroy(), this.limits.maxStallMs).unref();
  }

  private startStall(): void {
    this.isListening = false;
    this.stall = setTimeout(() => this.drop(), this.limits.maxStallMs);
  }

  private drop(): void {
    this.response.destroy();
    this.onDropped();
  }

  private catchUp(): void {
    if (!this.stall || this.farewell !== null) return;
    this.stopStall();
    this.onCaughtUp(this);
  }

  private stopStall(): void {
    if (this.stall) clearTimeout(this.stall);
    this.stall = null;
  }
}
