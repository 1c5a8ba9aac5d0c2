import { DOCUMENT, DestroyRef, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { InitialStatusEvent, QueueEvent } from '@workstream/contracts';
import { Subject } from 'rxjs';
import { CLOCK } from './clock';
import { EventLine } from './event-line';
import { OPEN_EVENTS } from './event-source';
import { StreamLink } from './stream-link';
import { TAB_CIRCLE, TabWord } from './tab-circle';

/** A tab that nobody looks at takes no part in the stream after this time. */
export const HIDDEN_GRACE_MS = 60_000;

/**
 * What the server tells. The tabs of a browser share one connection: the leading tab reads it and passes everything on. After
 * every gap an `initial_status` comes first, so that whoever follows `events$` is right again.
 */
@Injectable({ providedIn: 'root' })
export class EventStream {
  private readonly clock = inject(CLOCK);
  private readonly document = inject(DOCUMENT);
  private readonly tabs = inject(TAB_CIRCLE);
  private readonly line = new EventLine({
    open: inject(OPEN_EVENTS),
    clock: this.clock,
    onEvent: (event) => this.lead(event),
    onLink: (link) => this.leadLink(link),
  });
  private readonly name = String(this.clock.random());

  private readonly messages = new Subject<QueueEvent>();
  private readonly currentLink = signal<StreamLink>({ phase: 'CONNECTING' });
  private readonly held = signal(false);
  private leave: (() => void) | null = null;
  private isLeading = false;
  private picture: InitialStatusEvent | null = null;
  private hiddenTimer: ReturnType<typeof setTimeout> | undefined;

  /** Every event in the order of its arrival; never ends and never fails. */
  readonly events$ = this.messages.asObservable();

  /** The state of the connection, for the freshness indicator. */
  readonly link = this.currentLink.asReadonly();

  /** True while a person holds this tab's updates back. */
  readonly isHeld = this.held.asReadonly();

  constructor() {
    const followVisibility = () => (this.document.hidden ? this.pauseLater() : this.resume());
    const reconnectNow = () => this.resume();
    this.document.addEventListener('visibilitychange', followVisibility);
    this.document.defaultView?.addEventListener('online', reconnectNow);
    inject(DestroyRef).onDestroy(() => {
      this.document.removeEventListener('visibilitychange', followVisibility);
      this.document.defaultView?.removeEventListener('online', reconnectNow);
      clearTimeout(this.hiddenTimer);
      this.pause();
    });
    this.tabs.words$.pipe(takeUntilDestroyed()).subscribe((word) => this.hear(word));
    this.join();
  }

  /** Holds the updates of this tab back, or lets them come again. */
  hold(isHeld: boolean): void {
    this.held.set(isHeld);
    if (isHeld) this.pause();
    else this.resume();
  }

  private join(): void {
    this.currentLink.set({ phase: 'CONNECTING' });
    this.leave = this.tabs.lead(() => {
      this.isLeading = true;
      this.line.open();
    });
    if (!this.isLeading) this.tabs.say({ kind: 'HELLO', from: this.name });
  }

  private pause(): void {
    this.leave?.();
    this.leave = null;
    this.isLeading = false;
    this.line.close();
    this.currentLink.set({ phase: 'PAUSED' });
  }

  private pauseLater(): void {
    clearTimeout(this.hiddenTimer);
    this.hiddenTimer = setTimeout(() => this.pause(), HIDDEN_GRACE_MS);
  }

  private resume(): void {
    clearTimeout(this.hiddenTimer);
    if (this.document.hidden || this.held()) return;
    if (this.leave === null) this.join();
    else if (this.isLeading) this.line.open();
  }

  private lead(event: QueueEvent): void {
    this.tabs.say({ kind: 'EVENT', event });
    this.receive(event);
  }

  private leadLink(link: StreamLink): void {
    // That it lives, the others see by what comes.
    if (link.phase !== 'LIVE') this.tabs.say({ kind: 'LINK', link });
    this.currentLink.set(link);
  }

  private hear(word: TabWord): void {
    if (this.leave === null) return;
    if (this.isLeading) this.answer(word);
    else this.follow(word);
  }

  private answer(word: TabWord): void {
    if (word.kind !== 'HELLO') return;
    this.tabs.say({ kind: 'WELCOME', to: word.from, link: this.link(), picture: this.picture });
  }

  private follow(word: TabWord): void {
    if (word.kind === 'LINK') this.currentLink.set(word.link);
    if (word.kind === 'EVENT') {
      this.currentLink.set({ phase: 'LIVE', lastMessageAtMs: this.clock.now() });
      this.receive(word.event);
    }
    if (word.kind === 'WELCOME' && word.to === this.name) {
      this.currentLink.set(word.link);
      if (word.picture) this.receive(word.picture);
    }
  }

  private receive(event: QueueEvent): void {
    this.picture = pictureAfter(this.picture, event);
    this.messages.next(event);
  }
}

/** The whole state as the last event leaves it, for a tab that comes later. */
function pictureAfter(picture: InitialStatusEvent | null, event: QueueEvent): InitialStatusEvent | null {
  if (event.type === 'initial_status') return event;
  if (event.type === 'heartbeat' || picture === null) return picture;
  const { queue_depths, state_counts, timestamp } = event;
  return { ...picture, queue_depths, state_counts, timestamp };
}
