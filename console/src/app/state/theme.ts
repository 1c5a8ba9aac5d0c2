import { DOCUMENT, Injectable, effect, inject } from '@angular/core';
import { ThemeChoice } from '../ui/theme-switch/theme-switch';
import { storedSignal } from './stored-signal';

/** The themes in the order in which a key goes round them. */
export const THEMES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** The chosen theme, put on the root element, where the styles read it. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly stored = storedSignal('workstream.theme', THEMES, 'system');

  readonly name = this.stored.value;

  constructor() {
    effect(() => this.root.setAttribute('data-theme', this.name()));
  }

  choose(name: ThemeChoice): void {
    this.stored.set(name);
  }

  /** Goes on to the next theme of the round. */
  next(): void {
    const place = THEMES.indexOf(this.name());
    this.choose(THEMES[(place + 1) % THEMES.length] ?? 'system');
  }
}
