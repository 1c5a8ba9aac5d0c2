import { ChangeDetectionStrategy, Component, DOCUMENT, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';

/** Gives a text to the browser as a file. */
@Component({
  selector: 'ws-download-button',
  imports: [MatButton, MatIcon],
  template:
    '<button matButton type="button" (click)="download()"><mat-icon svgIcon="download" />{{ label() }}</button>',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DownloadButton {
  private readonly document = inject(DOCUMENT);

  readonly text = input.required<string>();
  readonly filename = input.required<string>();
  readonly label = input('Download');

  protected download(): void {
    const url = URL.createObjectURL(new Blob([this.text()], { type: 'application/json' }));
    const link = this.document.createElement('a');
    link.href = url;
    link.download = this.filename();
    link.click();
    URL.revokeObjectURL(url);
  }
}
