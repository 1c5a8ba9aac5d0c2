import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { sparklinePath } from './sparkline-path';

const WIDTH = 120;
const HEIGHT = 24;

/** A small curve of the recent past; decoration beside a number, so hidden from screen readers. */
@Component({
  selector: 'ws-sparkline',
  template: `
    <svg [attr.viewBox]="viewBox" preserveAspectRatio="none" aria-hidden="true">
      <path class="area" [attr.d]="area()" />
      <path class="line" [attr.d]="line()" />
    </svg>
  `,
  styleUrl: './sparkline.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Sparkline {
  readonly values = input.required<readonly number[]>();
  readonly capacity = input.required<number>();

  protected readonly viewBox = `0 0 ${WIDTH} ${HEIGHT}`;
  protected readonly line = computed(() =>
    sparklinePath(this.values(), { width: WIDTH, height: HEIGHT, capacity: this.capacity() }),
  );
  protected readonly area = computed(() => closed(this.line()));
}

function closed(line: string): string {
  const startX = /^M([\d.-]+)/.exec(line)?.[1];
  return startX === undefined ? '' : `${line}L${WIDTH} ${HEIGHT}L${startX} ${HEIGHT}Z`;
}
