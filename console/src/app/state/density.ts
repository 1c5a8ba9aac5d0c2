import { DOCUMENT, Injectable, computed, effect, inject } from '@angular/core';
import { storedSignal } from './stored-signal';

const DENSITIES = ['compact', 'comfortable'] as const;

/** How high rows are, put on the root element, where the styles read it. */
@Injectable({ providedIn: 'root' })
export class Density {
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly stored = storedSignal('workstream.density', DENSITIES, 'compact');

  readonly name = this.stored.value;
  readonly label = computed(() => (this.name() === 'compact' ? 'Comfortable rows' : 'Compact rows'));

  constructor() {
    effect(() => this.root.setAttribute('data-density', this.name()));
  }

  toggle(): void {
    this.stored.set(this.name() === 'compact' ? 'comfortable' : 'compact');
  }
}
