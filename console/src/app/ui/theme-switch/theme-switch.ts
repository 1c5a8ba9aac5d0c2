import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { IconName } from '../icons/icon-paths';

/** A theme that can be chosen. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const WORDS: Readonly<Record<ThemeChoice, string>> = { system: 'as the system', light: 'light', dark: 'dark' };

/** One button that goes round the themes: system, light, dark. */
@Component({
  selector: 'ws-theme-switch',
  imports: [MatIcon, MatIconButton],
  template: `
    <button matIconButton type="button" [attr.aria-label]="label()" [title]="label()" (click)="turned.emit()">
      <mat-icon [svgIcon]="icon()" />
    </button>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ThemeSwitch {
  readonly theme = input.required<ThemeChoice>();

  readonly turned = output();

  protected readonly icon = computed((): IconName => this.theme());
  protected readonly label = computed(() => `Theme: ${WORDS[this.theme()]}`);
}
