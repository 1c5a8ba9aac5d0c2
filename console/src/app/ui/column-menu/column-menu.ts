import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { COLUMNS, ColumnName } from '../task-table/columns';

/** Chooses what the table shows; it stays open, because one choice seldom comes alone. */
@Component({
  selector: 'ws-column-menu',
  imports: [MatButton, MatIcon, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <button matButton type="button" [matMenuTriggerFor]="menu"><mat-icon svgIcon="columns" />Columns</button>
    <mat-menu #menu="matMenu">
      @for (choice of choices(); track choice.name) {
        <button
          mat-menu-item
          type="button"
          role="menuitemcheckbox"
          [attr.aria-checked]="choice.isShown"
          (click)="toggle(choice.name); $event.stopPropagation()"
        >
          <mat-icon [svgIcon]="choice.icon" />{{ choice.label }}
        </button>
      }
    </mat-menu>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ColumnMenu {
  readonly shown = input.required<readonly ColumnName[]>();

  readonly chosen = output<readonly ColumnName[]>();

  protected readonly choices = computed(() =>
    COLUMNS.map(({ name, label }) => {
      const isShown = this.shown().includes(name);
      return { name, label, isShown, icon: isShown ? 'check' : 'blank' };
    }),
  );

  protected toggle(name: ColumnName): void {
    const shown = this.shown();
    this.chosen.emit(shown.includes(name) ? shown.filter((other) => other !== name) : [...shown, name]);
  }
}
