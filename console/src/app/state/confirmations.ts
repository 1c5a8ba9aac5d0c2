import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { Confirm, ConfirmAnswer, ConfirmQuestion } from '../ui/confirm/confirm';

/** Asks a person before something is done that is not easily undone. The form is loaded when it is first wanted. */
@Injectable({ providedIn: 'root' })
export class Confirmations {
  private readonly dialog = inject(MatDialog);

  /** The answer of who goes on, or null. */
  async ask(question: ConfirmQuestion): Promise<ConfirmAnswer | null> {
    const { Confirm: component } = await import('../ui/confirm/confirm');
    const opened = this.dialog.open<Confirm, ConfirmQuestion, ConfirmAnswer>(component, {
      data: question,
      width: '480px',
      autoFocus: 'first-tabbable',
    });
    return (await firstValueFrom(opened.afterClosed())) ?? null;
  }
}
