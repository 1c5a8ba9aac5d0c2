import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TaskState } from '@workstream/contracts';

/** A filled bar with its words: how much of something there is. */
@Component({
  selector: 'ws-meter',
  template: `
    <span class="label">{{ label() }}</span>
    <span class="value">{{ text() }}</span>
    <span class="track" aria-hidden="true"
      ><span class="fill" [style.width.%]="percent()"></span><span class="held" [style.width.%]="heldPercent()"></span
    ></span>
  `,
  styleUrl: './meter.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-state]': 'state()' },
})
export class Meter {
  readonly label = input.required<string>();
  /** The value in words, e.g. `12 of 20`. */
  readonly text = input.required<string>();
  /** 0 to 1; null leaves the bar empty. */
  readonly share = input.required<number | null>();
  /** A further part, drawn lighter behind the first. */
  readonly heldShare = input(0);
  /** Lends its colour. */
  readonly state = input<TaskState>('ACTIVE');

  protected readonly percent = computed(() => clamp(this.share() ?? 0) * 100);
  protected readonly heldPercent = computed(() => clamp(Math.min(this.heldShare(), 1 - (this.share() ?? 0))) * 100);
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
