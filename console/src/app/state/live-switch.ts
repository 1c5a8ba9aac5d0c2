import { Injectable, computed, inject } from '@angular/core';
import { EventStream } from '../api/event-stream';

/** Stops and starts the live updates of this tab by hand, so that a screen can be read in peace. */
@Injectable({ providedIn: 'root' })
export class LiveSwitch {
  private readonly stream = inject(EventStream);

  readonly label = computed(() => (this.stream.isHeld() ? 'Go on with live updates' : 'Hold live updates'));

  toggle(): void {
    this.stream.hold(!this.stream.isHeld());
  }
}
