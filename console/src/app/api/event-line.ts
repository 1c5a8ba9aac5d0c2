import { QueueEvent, routes } from '@workstream/contracts';
import { Clock } from './clock';
import { EventConnection } from './event-source';
import { StreamLink } from './stream-link';

/** A stream that sends neither an event nor a heartbeat for so long is taken for dead. */
export const SILENCE_MS = 45_000;

const BASE_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;
const JITTER = 0.2;

/** What an `EventLine` stands on and whom it tells. */
export interface EventLineEnds {
  readonly open: (url: string, lastEventId: string) => EventConnection;
  readonly clock: Clock;
  readonly onEvent: (event: QueueEvent) => void;
  readonly onLink: (link: StreamLink) => void;
}

/**
 * One connection to the server that comes back by itself, with a growing delay, until it is closed. Every connection begins
 * with an `initial_status`, so that whoever follows is right again after a gap.
 */
export class EventLine {
  private connection: EventConnection | null = null;
  private lastEventId = '';
  private failures = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ends: EventLineEnds) {}

  /** Connects now, unless it is connected. */
  open(): void {
    if (this.connection === null) this.connect();
  }

  close(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    this.connection?.close();
    this.connection = null;
  }

  private connect(): void {
    this.close();
    this.ends.onLink({ phase: 'CONNECTING' });
    const connection = this.ends.open(routes.queueStream, this.lastEventId);
    connection.onmessage = (message) => this.receive(message);
    connection.onerror = () => this.reconnectLater();
    this.connection = connection;
    this.watchSilence();
  }

  private receive(message: MessageEvent<string>): void {
    this.failures = 0;
    this.lastEventId = message.lastEventId || this.lastEventId;
    this.ends.onLink({ phase: 'LIVE', lastMessageAtMs: this.ends.clock.now() });
    this.watchSilence();
    this.ends.onEvent(JSON.parse(message.data) as QueueEvent);
  }

  private watchSilence(): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => this.reconnectLater(), SILENCE_MS);
  }

  // The delay is ours so that the console can count down.
  private reconnectLater(): void {
    this.close();
    const delayMs = this.nextDelayMs();
    this.ends.onLink({ phase: 'WAITING', retryAtMs: this.ends.clock.now() + delayMs });
    this.retryTimer = setTimeout(() => this.connect(), delayMs);
  }

  private nextDelayMs(): number {
    const delayMs = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** this.failures);
    this.failures += 1;
    return Math.round(delayMs * (1 + JITTER * this.ends.clock.random()));
  }
}
