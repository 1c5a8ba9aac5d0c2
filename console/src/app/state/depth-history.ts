import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { QueueDepths } from '@workstream/contracts';
import { filter, map, scan, timer } from 'rxjs';
import { CLOCK } from '../api/clock';
import { LiveQueues } from './live-queues';

/** How often the depths are noted. */
export const DEPTH_EVERY_MS = 10_000;

const KEPT = 8_640; // A day.

/** The queues at one moment. */
export interface DepthSample {
  readonly atMs: number;
  readonly depths: QueueDepths;
}

/** Depths of the queues since the console was opened, a day at most: the server keeps none of the past. */
@Injectable({ providedIn: 'root' })
export class DepthHistory {
  private readonly clock = inject(CLOCK);
  private readonly queues = inject(LiveQueues);

  /** Oldest first. */
  readonly samples = toSignal(
    timer(0, DEPTH_EVERY_MS).pipe(
      map(() => this.queues.depths()),
      filter((depths) => depths !== null),
      map((depths): DepthSample => ({ atMs: this.clock.now(), depths })),
      scan((kept, sample) => [...kept.slice(1 - KEPT), sample], [] as readonly DepthSample[]),
      takeUntilDestroyed(),
    ),
    { initialValue: [] as readonly DepthSample[] },
  );
}
