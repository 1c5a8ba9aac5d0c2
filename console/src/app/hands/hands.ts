import { Dialog } from '@angular/cdk/dialog';
import { Injectable, inject } from '@angular/core';

/** Opens what lies over every page; each is loaded when it is first wanted. */
@Injectable({ providedIn: 'root' })
export class Hands {
  private readonly dialog = inject(Dialog);

  async openPalette(): Promise<void> {
    const { Palette } = await import('./palette');
    if (this.dialog.openDialogs.length > 0) return;
    this.dialog.open(Palette, { ariaLabel: 'Commands', panelClass: 'ws-high-dialog', restoreFocus: true });
  }

  async openKeys(): Promise<void> {
    const { KeySheet } = await import('./key-sheet');
    if (this.dialog.openDialogs.length > 0) return;
    this.dialog.open(KeySheet, { ariaLabelledBy: 'key-sheet-title', restoreFocus: true });
  }
}
