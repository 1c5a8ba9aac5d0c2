import { ChangeDetectionStrategy, Component, ElementRef, input, output, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { KeyCaps } from '../key-caps/key-caps';

/** A filter that is on. */
export interface FilterBarChip {
  readonly text: string;
}

/** Filters as chips, and a field that takes more of them as text. */
@Component({
  selector: 'ws-filter-bar',
  imports: [KeyCaps, MatIcon, MatIconButton],
  templateUrl: './filter-bar.html',
  styleUrl: './filter-bar.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FilterBar<T extends FilterBarChip> {
  readonly chips = input.required<readonly T[]>();
  readonly suggestions = input.required<readonly string[]>();
  /** What was typed and not understood, in a sentence. */
  readonly problem = input<string | null>(null);

  readonly typed = output<string>();
  readonly removed = output<T>();
  readonly cleared = output();

  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  /** Puts the cursor into the field. */
  focus(): void {
    this.field().nativeElement.focus();
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const field = this.field().nativeElement;
    this.typed.emit(field.value.trim());
    field.value = '';
  }

  /** An empty field gives back the last chip, as text fields do with their last letter. */
  protected removeLast(): void {
    const last = this.chips().at(-1);
    if (last && this.field().nativeElement.value === '') this.removed.emit(last);
  }
}
