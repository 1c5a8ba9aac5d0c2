import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

const NAMES: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  enter: '↵',
  escape: 'Esc',
  arrowdown: '↓',
  arrowup: '↑',
};

/** Keys as they are printed on a keyboard: `g t` as two, `mod+k` as Ctrl K. */
@Component({
  selector: 'ws-key-caps',
  template: '@for (cap of caps(); track $index) {<kbd>{{ cap }}</kbd>}',
  styleUrl: './key-caps.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class KeyCaps {
  readonly keys = input.required<string>();

  protected readonly caps = computed(() =>
    this.keys()
      .split(/[ +]/)
      .map((key) => NAMES[key] ?? (this.keys().includes('+') ? key.toUpperCase() : key)),
  );
}
