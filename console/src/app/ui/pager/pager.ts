import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { formatCount } from '../format/amount';

/** Says which part of a list is shown and leads to the parts beside it. */
@Component({
  selector: 'ws-pager',
  imports: [MatIcon, MatIconButton],
  template: `
    <span class="ws-soft">{{ range() }}</span>
    <button
      matIconButton
      type="button"
      aria-label="Previous page"
      [disabled]="isFirst()"
      (click)="turned.emit(page() - 1)"
    >
      <mat-icon svgIcon="previous" />
    </button>
    <button matIconButton type="button" aria-label="Next page" [disabled]="isLast()" (click)="turned.emit(page() + 1)">
      <mat-icon svgIcon="next" />
    </button>
  `,
  styleUrl: './pager.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Pager {
  /** From 1. */
  readonly page = input.required<number>();
  readonly pageSize = input.required<number>();
  readonly totalItems = input.required<number>();

  readonly turned = output<number>();

  protected readonly isFirst = computed(() => this.page() <= 1);
  protected readonly isLast = computed(() => this.page() * this.pageSize() >= this.totalItems());
  protected readonly range = computed(() => {
    const first = (this.page() - 1) * this.pageSize() + 1;
    const last = Math.min(this.totalItems(), this.page() * this.pageSize());
    return first > last
      ? `0 of ${formatCount(this.totalItems())}`
      : `${first}–${last} of ${formatCount(this.totalItems())}`;
  });
}
