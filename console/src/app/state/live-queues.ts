import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { HeartbeatEvent, InitialStatusEvent, QueueDepths, QueueEvent, StateCounts } from '@workstream/contracts';
import { filter, interval, map, scan, tap } from 'rxjs';
import { CLOCK } from '../api/clock';
import { EventStream } from '../api/event-stream';
import { FlowWindow, edgeOf, leastMoves } from './flow-rates';
import { freshnessOf } from './freshness';
import { Now } from './now';

/** How often a depth is noted for the small curves. */
export const SAMPLE_EVERY_MS = 2_000;

/** Notes that are kept: three minutes. */
export const SAMPLES_KEPT = 90;

/** What happened in a longer gap did not happen now, and would only make a false peak. */
const BRIDGED_GAP_MS = 10_000;

type QueuePicture = Exclude<QueueEvent, HeartbeatEvent>;

const isWhole = (event: QueueEvent): event is InitialStatusEvent => event.type === 'initial_status';

const isPicture = (event: QueueEvent): event is QueuePicture => event.type !== 'heartbeat';

/** The queues as the stream tells them, from the first event on. */
@Injectable({ providedIn: 'root' })
export class LiveQueues {
  private readonly clock = inject(CLOCK);
  private readonly stream = inject(EventStream);
  private readonly now = inject(Now);
  private readonly flow = new FlowWindow();
  private lastSeen: { readonly counts: StateCounts; readonly atMs: number } | null = null;

  private readonly picture = toSignal(
    this.stream.events$.pipe(
      filter(isPicture),
      tap((event) => this.noteFlow(event)),
    ),
    { initialValue: null },
  );

  /** Tasks waiting in each queue; null before the first event. */
  readonly depths = computed(() => this.picture()?.queue_depths ?? null);

  /** Tasks in each state; null before the first event. */
  readonly counts = computed(() => this.picture()?.state_counts ?? null);

  /** Queues that nothing was taken from when the whole state was told last. */
  readonly paused = toSignal(
    this.stream.events$.pipe(
      filter(isWhole),
      map((event) => event.paused),
    ),
    { initialValue: [] },
  );

  readonly hasArrived = computed(() => this.picture() !== null);

  /** True when the system holds no task at all. */
  readonly isEmpty = computed(() => {
    const counts = this.counts();
    return counts !== null && Object.values(counts).every((count) => count === 0);
  });

  /** Moves in the last minute, brought up to date once a second. */
  readonly rates = computed(() => this.flow.rates(this.now.ms()));

  /** Depths of the last three minutes, oldest first. */
  readonly history = toSignal(
    interval(SAMPLE_EVERY_MS).pipe(
      map(() => this.depths()),
      filter((depths) => depths !== null),
      scan((kept, depths) => [...kept, depths].slice(-SAMPLES_KEPT), [] as readonly QueueDepths[]),
      takeUntilDestroyed(),
    ),
    { initialValue: [] as readonly QueueDepths[] },
  );

  readonly isConnected = computed(() => this.stream.link().phase === 'LIVE');

  readonly freshness = computed(() => freshnessOf(this.stream.link(), this.now.ms()));

  // When too much happens to be told singly, the stream tells the whole state again instead.
  private noteFlow(event: QueuePicture): void {
    const nowMs = this.clock.now();
    const edge = edgeOf(event);
    if (edge) this.flow.add({ [edge]: 1 }, nowMs);
    if (event.type === 'initial_status' && this.lastSeen && nowMs - this.lastSeen.atMs < BRIDGED_GAP_MS) {
      this.flow.add(leastMoves(this.lastSeen.counts, event.state_counts), nowMs);
    }
    this.lastSeen = { counts: event.state_counts, atMs: nowMs };
  }
}
