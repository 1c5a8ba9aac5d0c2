import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  effect,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';

/** A view as the menu lists it. */
export interface ViewMenuItem {
  readonly name: string;
  /** True for views that a person saved, and may remove. */
  readonly isOwn: boolean;
}

/** Leads to saved views, and saves the one that is shown. */
@Component({
  selector: 'ws-view-menu',
  imports: [MatButton, MatIcon, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger],
  templateUrl: './view-menu.html',
  styleUrl: './view-menu.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ViewMenu<T extends ViewMenuItem> {
  readonly views = input.required<readonly T[]>();

  readonly opened = output<T>();
  readonly saved = output<string>();
  readonly removed = output<T>();

  protected readonly isNaming = signal(false);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');

  constructor() {
    effect(() => this.field()?.nativeElement.focus());
  }

  protected save(event: Event): void {
    event.preventDefault();
    const name = this.field()?.nativeElement.value.trim() ?? '';
    if (name !== '') this.saved.emit(name);
    this.isNaming.set(false);
  }
}
