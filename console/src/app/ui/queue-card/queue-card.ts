import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { QueueName, TaskState } from '@workstream/contracts';
import { CountPipe } from '../format/amount';
import { DurationPipe } from '../format/duration';
import { ShortIdPipe } from '../format/short-id';
import { Sparkline } from '../sparkline/sparkline';

/** One queue, ready to be shown. */
export interface QueueCardModel {
  readonly name: QueueName;
  readonly label: string;
  readonly meaning: string;
  readonly state: TaskState;
  /** Null before it is known. */
  readonly depth: number | null;
  /** Depths of the last minutes, oldest first. */
  readonly past: readonly number[];
  readonly oldestMs: number | null;
  readonly pace: string;
  readonly drain: string;
  readonly canPause: boolean;
  readonly isPaused: boolean;
  readonly hasNoWorkers: boolean;
  readonly nextIds: readonly string[];
}

/** How one queue fares, the tasks that come next, and the switch that stops it. */
@Component({
  selector: 'ws-queue-card',
  imports: [CountPipe, DurationPipe, MatButton, MatIcon, RouterLink, ShortIdPipe, Sparkline],
  templateUrl: './queue-card.html',
  styleUrl: './queue-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'ws-card', '[attr.data-state]': 'queue().state' },
})
export class QueueCard {
  readonly queue = input.required<QueueCardModel>();
  readonly capacity = input.required<number>();

  readonly paused = output();
  readonly resumed = output();

  protected readonly pauseLabel = computed(() => `Pause ${this.queue().name}`);
  protected readonly resumeLabel = computed(() => `Resume ${this.queue().name}`);
  protected readonly listParams = computed(() => ({
    status: this.queue().state === 'FAILED' ? 'PENDING' : this.queue().state,
  }));
}
