import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { CopyButton } from '../copy-button/copy-button';

/** A shell command with a button that copies it. */
@Component({
  selector: 'ws-command',
  imports: [CopyButton],
  template: `
    <pre tabindex="0" [attr.aria-label]="label()">{{ text() }}</pre>
    <ws-copy-button [text]="text()" label="Copy command" />
  `,
  styleUrl: './command.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Command {
  readonly text = input.required<string>();
  readonly label = input('Command');
}
