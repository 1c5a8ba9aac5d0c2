import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';

/** What a person is asked before something that is not easily undone. */
export interface ConfirmQuestion {
  readonly heading: string;
  readonly text: string;
  /** The word on the button that does it. */
  readonly action: string;
  /** Asks why; an answer may be left out. */
  readonly hasReason?: boolean;
  /** Must be typed first. */
  readonly typed?: string;
}

/** The answer of who went on; nothing at all of who did not. */
export interface ConfirmAnswer {
  readonly reason: string;
}

/** Asks once more, and why. */
@Component({
  selector: 'ws-confirm',
  imports: [
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
  ],
  templateUrl: './confirm.html',
  styleUrl: './confirm.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Confirm {
  private readonly dialog = inject<MatDialogRef<Confirm, ConfirmAnswer>>(MatDialogRef);

  protected readonly question = inject<ConfirmQuestion>(MAT_DIALOG_DATA);
  protected readonly reason = signal('');
  protected readonly written = signal('');
  protected readonly isReady = computed(() => this.written() === (this.question.typed ?? ''));

  protected goOn(event: Event): void {
    event.preventDefault();
    if (this.isReady()) this.dialog.close({ reason: this.reason().trim() });
  }
}
