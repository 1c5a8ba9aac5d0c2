import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { BreakerDetails, BreakerStateName, TaskState } from '@workstream/contracts';
import { CountPipe } from '../format/amount';
import { IconName } from '../icons/icon-paths';
import { When } from '../when/when';

interface BreakerLook {
  readonly word: string;
  readonly icon: IconName;
  readonly state: TaskState;
  readonly meaning: string;
}

const LOOKS: Readonly<Record<BreakerStateName, BreakerLook>> = {
  closed: { word: 'Closed', icon: 'completed', state: 'COMPLETED', meaning: 'Calls go through.' },
  open: {
    word: 'Open',
    icon: 'failed',
    state: 'DLQ',
    meaning: 'No call is made; tasks that need one wait, none fails.',
  },
  half_open: {
    word: 'Half open',
    icon: 'scheduled',
    state: 'SCHEDULED',
    meaning: 'One call tests the service for all.',
  },
};

/** A circuit breaker: what it does now and why, when it tries again, and the hand on it. */
@Component({
  selector: 'ws-breaker-card',
  imports: [CountPipe, MatButton, MatIcon, When],
  templateUrl: './breaker-card.html',
  styleUrl: './breaker-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'ws-card', '[attr.data-state]': 'look().state' },
})
export class BreakerCard {
  readonly breaker = input.required<BreakerDetails>();
  readonly nowMs = input.required<number>();

  readonly cleared = output();
  readonly opened = output();

  protected readonly look = computed(() => LOOKS[this.breaker().state]);
  protected readonly isClosed = computed(() => this.breaker().state === 'closed');
}
