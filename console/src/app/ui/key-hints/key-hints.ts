import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { KeyCaps } from '../key-caps/key-caps';

/** A key, and in a word or two what it does. */
export interface KeyHint {
  readonly keys: string;
  readonly label: string;
}

/** The keys that work here, in one quiet line. Nothing that a touch screen needs. */
@Component({
  selector: 'ws-key-hints',
  imports: [KeyCaps],
  template: `
    @for (hint of hints(); track hint.keys) {
      <span><ws-key-caps [keys]="hint.keys" /> {{ hint.label }}</span>
    }
  `,
  styleUrl: './key-hints.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class KeyHints {
  readonly hints = input.required<readonly KeyHint[]>();
}
