import { Injectable, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { interval, map } from 'rxjs';
import { CLOCK } from '../api/clock';

/** The present as a signal that moves once a second; everything that ages on the screen reads it. */
@Injectable({ providedIn: 'root' })
export class Now {
  private readonly clock = inject(CLOCK);

  readonly ms = toSignal(interval(1_000).pipe(map(() => this.clock.now())), { initialValue: this.clock.now() });
}
