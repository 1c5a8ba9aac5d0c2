import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Shortcut, Shortcuts } from '../state/shortcuts';
import { KeyCaps } from '../ui/key-caps/key-caps';

/** Every key that works where it was opened, and the switch that turns letters off. */
@Component({
  selector: 'ws-key-sheet',
  imports: [KeyCaps, MatIcon, MatIconButton],
  templateUrl: './key-sheet.html',
  styleUrl: './key-sheet.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class KeySheet {
  private readonly dialog = inject(DialogRef);
  private readonly shortcuts = inject(Shortcuts);

  protected readonly hasLetters = this.shortcuts.hasLetters;
  protected readonly groups = computed(() => groupsOf(this.shortcuts.all()));

  protected turnLetters(isOn: boolean): void {
    this.shortcuts.turnLetters(isOn ? 'on' : 'off');
  }

  protected close(): void {
    this.dialog.close();
  }
}

const groupsOf = (shortcuts: readonly Shortcut[]) =>
  [...new Set(shortcuts.map(({ group }) => group))].map((name) => ({
    name,
    members: shortcuts.filter(({ group }) => group === name),
  }));
