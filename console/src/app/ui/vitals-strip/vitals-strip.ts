import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { StateCounts, TaskState } from '@workstream/contracts';
import { formatCount } from '../format/amount';
import { formatDollars } from '../format/dollars';
import { STATE_LOOKS } from '../state-chip/state-looks';

const BEFORE: readonly TaskState[] = ['PENDING', 'ACTIVE', 'SCHEDULED'];

/** The state of the system in one line, each number leading to what it counts. */
@Component({
  selector: 'ws-vitals-strip',
  imports: [MatIcon, RouterLink],
  templateUrl: './vitals-strip.html',
  styleUrl: './vitals-strip.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VitalsStrip {
  readonly counts = input.required<StateCounts | null>();
  readonly failedLastHour = input.required<number | null>();
  readonly spentToday = input.required<number | null>();

  protected readonly vitals = computed(() => [
    ...BEFORE.map((state) => this.vitalOf(state)),
    {
      state: 'FAILED',
      icon: STATE_LOOKS.FAILED.icon,
      label: 'Failed 1 h',
      value: countText(this.failedLastHour()),
      params: { status: 'DLQ', age: '<1h' },
      isQuiet: !this.failedLastHour(),
    },
    this.vitalOf('DLQ'),
  ]);
  protected readonly spend = computed(() => {
    const dollars = this.spentToday();
    return dollars === null ? null : formatDollars(dollars);
  });

  private vitalOf(state: TaskState) {
    const count = this.counts()?.[state] ?? null;
    return { ...STATE_LOOKS[state], state, value: countText(count), params: { status: state }, isQuiet: !count };
  }
}

const countText = (count: number | null): string => (count === null ? '–' : formatCount(count));
