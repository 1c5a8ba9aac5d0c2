import { DOCUMENT, DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { storedSignal } from './stored-signal';

/** After the first key of a pair the second has so long. */
export const PAIR_MS = 1_500;

/** Something that a key does. */
export interface Shortcut {
  /** One key, `x`; a pair pressed one after the other, `g t`; or a chord, `mod+k`, where mod is Ctrl or ⌘. */
  readonly keys: string;
  /** What it does, in an operator's words. */
  readonly label: string;
  /** Where it works, for the sheet of all keys. */
  readonly group: string;
  run(): void;
}

/**
 * The keyboard of the console. Keys mean nothing while a person types or a dialog is open. Single letters can be switched
 * off, because speech input and unsteady hands press them unawares; chords always work.
 */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly offered = signal<readonly Shortcut[]>([]);
  private readonly letters = storedSignal('workstream.keys', ['on', 'off'], 'on');
  private begun: { readonly key: string; readonly atMs: number } | null = null;

  readonly all = this.offered.asReadonly();
  readonly hasLetters = computed(() => this.letters.value() === 'on');

  constructor() {
    const document = inject(DOCUMENT);
    const press = (event: KeyboardEvent) => this.press(event);
    document.addEventListener('keydown', press);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('keydown', press));
  }

  /** Takes shortcuts in until whoever offers them is gone; the newest wins a key. Needs an injection context. */
  offer(shortcuts: readonly Shortcut[]): void {
    this.offered.update((all) => [...all, ...shortcuts]);
    inject(DestroyRef).onDestroy(() =>
      this.offered.update((all) => all.filter((shortcut) => !shortcuts.includes(shortcut))),
    );
  }

  turnLetters(name: 'on' | 'off'): void {
    this.letters.set(name);
  }

  private press(event: KeyboardEvent): void {
    const key = keyOf(event);
    if (key === null || event.defaultPrevented || this.isElsewhere(event, key)) return;
    const shortcut = this.find(this.complete(key, event.timeStamp)) ?? this.find(key);
    if (shortcut) {
      event.preventDefault();
      this.begun = null;
      shortcut.run();
      return;
    }
    this.begun = { key, atMs: event.timeStamp };
  }

  private complete(key: string, atMs: number): string {
    return this.begun && atMs - this.begun.atMs < PAIR_MS ? `${this.begun.key} ${key}` : key;
  }

  private find(keys: string): Shortcut | undefined {
    return this.offered().findLast((shortcut) => shortcut.keys === keys);
  }

  private isElsewhere(event: KeyboardEvent, key: string): boolean {
    if (key.startsWith('mod+')) return false;
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (
      !this.hasLetters() ||
      target?.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]')
    ) {
      return true;
    }
    // A focused button or link has its own meaning of enter.
    return key === 'enter' && target?.closest('a, button, [role=tab]') !== null && target !== null;
  }
}

function keyOf(event: KeyboardEvent): string | null {
  if (event.altKey || event.isComposing || event.repeat) return null;
  const key = event.key.toLowerCase();
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}
