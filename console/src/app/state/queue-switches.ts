import { Injectable, computed, inject, linkedSignal } from '@angular/core';
import { PausableQueue, QueueSwitch } from '@workstream/contracts';
import { Observable } from 'rxjs';
import { QueuesApi } from '../api/queues-api';
import { LiveQueues } from './live-queues';
import { Notices } from './notices';

/** Which queues are stopped, and the switch that stops them or lets them go on. */
@Injectable({ providedIn: 'root' })
export class QueueSwitches {
  private readonly api = inject(QueuesApi);
  private readonly notices = inject(Notices);
  private readonly live = inject(LiveQueues);
  // The answer of the switch counts until the stream tells the whole state again.
  private readonly known = linkedSignal(() => this.live.paused());

  /** Queues that nothing is taken from. */
  readonly paused = computed((): ReadonlySet<PausableQueue> => new Set(this.known()));

  pause(queue: PausableQueue): void {
    this.turn(this.api.pause(queue));
  }

  resume(queue: PausableQueue): void {
    this.turn(this.api.resume(queue));
  }

  private turn(answer$: Observable<QueueSwitch>): void {
    answer$.subscribe({
      next: ({ queue, paused, message }) => {
        this.known.update((known) => [...known.filter((name) => name !== queue), ...(paused ? [queue] : [])]);
        this.notices.tell(message);
      },
      error: (error: unknown) => this.notices.tellFailure(error),
    });
  }
}
