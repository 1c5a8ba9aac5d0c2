import { DOCUMENT, DestroyRef, Injectable, inject, signal } from '@angular/core';
import { QueueEvent, routes } from '@workstream/contracts';
import { Subject } from 'rxjs';
import { CLOCK } from './clock';
import { EventConnection, OPEN_EVENTS } from './event-source';

/** A stream that sends neither an event nor a heartbeat for so long is taken for dead. */
export const SILENCE_MS = 45_000;

/** A tab that nobody looks at gives its connection back after this time. */
export const HIDDEN_GRACE_MS = 60_000;

const BASE_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;
const JITTER = 0.2;

/** What the connection to the server is doing now. */
export type StreamLink =
  | { readonly phase: 'CONNECTING' }
  | { readonly phase: 'LIVE'; readonly lastMessageAtMs: number }
  | { readonly phase: 'WAITING'; readonly retryAtMs: number }
  | { readonly phase: 'PAUSED' };

/**
 * The one connection over which the server tells what happens. It reconnects by itself with a growing delay, and every
 * connection begins with an `initial_status`, so that whoever follows `events$` is right again after a gap.
 */
@Injectable({ providedIn: 'root' })
export class EventStream {
  private readonly openEvents = inject(OPEN_EVENTS);
  private readonly clock = inject(CLOCK);
  private readonly document = inject(DOCUMENT);

  private readonly messages = new Subject<QueueEvent>();
  private readonly currentLink = signal<StreamLink>({ phase: 'CONNECTING' });
  private connection: EventConnection | null = null;
  private failures = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;
  private hiddenTimer: ReturnType<typeof setTimeout> | undefined;

  /** Every event in the order of its arrival; never ends and never fails. */
  readonly events$ = this.messages.asObservable();

  /** The state of the connection, for the freshness indicator. */
  readonly link = this.currentLink.asReadonly();

  constructor() {
    const followVisibility = () => (this.document.hidden ? this.pauseLater() : this.resume());
    const reconnectNow = () => !this.document.hidden && this.resume();
    this.document.addEventListener('visibilitychange', followVisibility);
    this.document.defaultView?.addEventListener('online', reconnectNow);
    inject(DestroyRef).onDestroy(() => {
      this.document.removeEventListener('visibilitychange', followVisibility);
      this.document.defaultView?.removeEventListener('online', reconnectNow);
      clearTimeout(this.hiddenTimer);
      this.disconnect();
    });
    this.connect();
  }

  private connect(): void {
    this.disconnect();
    this.currentLink.set({ phase: 'CONNECTING' });
    const connection = this.openEvents(routes.queueStream);
    connection.onmessage = (message) => this.receive(message.data);
    connection.onerror = () => this.reconnectLater();
    this.connection = connection;
    this.watchSilence();
  }

  private disconnect(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    this.connection?.close();
    this.connection = null;
  }

  private receive(data: string): void {
    this.failures = 0;
    this.currentLink.set({ phase: 'LIVE', lastMessageAtMs: this.clock.now() });
    this.watchSilence();
    this.messages.next(JSON.parse(data) as QueueEvent);
  }

  private watchSilence(): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => this.reconnectLater(), SILENCE_MS);
  }

  // The browser would reconnect by itself, but would not say when: the delay is ours so that the console can count down.
  private reconnectLater(): void {
    this.disconnect();
    const delayMs = this.nextDelayMs();
    this.currentLink.set({ phase: 'WAITING', retryAtMs: this.clock.now() + delayMs });
    this.retryTimer = setTimeout(() => this.connect(), delayMs);
  }

  private nextDelayMs(): number {
    const delayMs = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** this.failures);
    this.failures += 1;
    return Math.round(delayMs * (1 + JITTER * this.clock.random()));
  }

  private pauseLater(): void {
    clearTimeout(this.hiddenTimer);
    this.hiddenTimer = setTimeout(() => {
      this.disconnect();
      this.currentLink.set({ phase: 'PAUSED' });
    }, HIDDEN_GRACE_MS);
  }

  private resume(): void {
    clearTimeout(this.hiddenTimer);
    if (this.connection === null) this.connect();
  }
}
