import { Injectable, inject } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { messageOf } from '../api/api-error';

const SHORT_MS = 4_000;
const LONG_MS = 8_000;

/** What a person may do about a notice. */
export interface NoticeAction {
  readonly label: string;
  run(): void;
}

/** Short messages at the foot of the screen; a new one takes the place of the old. */
@Injectable({ providedIn: 'root' })
export class Notices {
  private readonly snackBar = inject(MatSnackBar);

  tell(message: string, action?: NoticeAction, durationMs = SHORT_MS): void {
    const notice = this.snackBar.open(message, action?.label, { duration: durationMs });
    if (action) notice.onAction().subscribe(() => action.run());
  }

  /** Shows why something did not work. */
  tellFailure(error: unknown): void {
    this.snackBar.open(messageOf(error), 'Close', { duration: LONG_MS, politeness: 'assertive' });
  }
}
