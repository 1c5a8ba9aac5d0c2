import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, input, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';

const CONFIRM_MS = 1_500;

/** Copies its text and says so by a tick for a moment. */
@Component({
  selector: 'ws-copy-button',
  imports: [MatButton, MatIcon, MatIconButton],
  template: `
    @if (hasWords()) {
      <button matButton type="button" (click)="copy()"><mat-icon [svgIcon]="icon()" />{{ caption() }}</button>
    } @else {
      <button matIconButton type="button" [attr.aria-label]="caption()" [title]="caption()" (click)="copy()">
        <mat-icon [svgIcon]="icon()" />
      </button>
    }
  `,
  styleUrl: './copy-button.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CopyButton {
  private readonly clipboard = inject(Clipboard);
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly text = input.required<string>();
  readonly label = input('Copy');
  /** Shows the label beside the icon instead of only on hover. */
  readonly hasWords = input(false);

  private readonly isCopied = signal(false);
  protected readonly icon = computed(() => (this.isCopied() ? 'check' : 'copy'));
  protected readonly caption = computed(() => (this.isCopied() ? 'Copied' : this.label()));

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected copy(): void {
    if (!this.clipboard.copy(this.text())) return;
    this.isCopied.set(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.isCopied.set(false), CONFIRM_MS);
  }
}
