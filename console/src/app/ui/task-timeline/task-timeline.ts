import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { StateChange } from '@workstream/contracts';
import { DurationPipe } from '../format/duration';
import { InstantPipe } from '../format/instant';
import { StateChip } from '../state-chip/state-chip';
import { timelineOf } from './timeline';

/** Where a task has been and for how long. */
@Component({
  selector: 'ws-task-timeline',
  imports: [DurationPipe, InstantPipe, StateChip],
  templateUrl: './task-timeline.html',
  styleUrl: './task-timeline.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TaskTimeline {
  readonly history = input.required<readonly StateChange[]>();
  readonly nowMs = input.required<number>();

  protected readonly steps = computed(() => timelineOf({ state_history: this.history() }, this.nowMs()));
}
