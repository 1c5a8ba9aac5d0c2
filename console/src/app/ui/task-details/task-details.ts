import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatTab, MatTabGroup } from '@angular/material/tabs';
import { TaskRecord, isRetryable, isTerminal } from '@workstream/contracts';
import { CopyButton } from '../copy-button/copy-button';
import { formatAttempts } from '../format/attempts';
import { CountPipe } from '../format/amount';
import { curlTask } from '../format/curl';
import { DurationPipe } from '../format/duration';
import { InstantPipe } from '../format/instant';
import { RelativeTimePipe } from '../format/relative-time';
import { runTimeMs } from '../format/run-time';
import { StateChip } from '../state-chip/state-chip';
import { TaskResult } from '../task-result/task-result';
import { TaskTimeline } from '../task-timeline/task-timeline';

/** Everything about one task, and what can be done to it. */
@Component({
  selector: 'ws-task-details',
  imports: [
    CopyButton,
    CountPipe,
    DurationPipe,
    InstantPipe,
    MatButton,
    MatIcon,
    MatTab,
    MatTabGroup,
    RelativeTimePipe,
    StateChip,
    TaskResult,
    TaskTimeline,
  ],
  templateUrl: './task-details.html',
  styleUrl: './task-details.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TaskDetails {
  readonly task = input.required<TaskRecord>();
  readonly nowMs = input.required<number>();
  /** Where the API lives, for commands to copy. */
  readonly origin = input.required<string>();
  /** True while the task is about to be deleted and can still be kept. */
  readonly isDoomed = input(false);

  readonly retried = output();
  readonly cancelled = output();
  readonly removed = output();
  readonly kept = output();

  protected readonly canRetry = computed(() => isRetryable(this.task().state) && !this.isDoomed());
  protected readonly curl = computed(() => curlTask(this.origin(), this.task().task_id));
  protected readonly json = computed(() => JSON.stringify(this.task(), null, 2));
  protected readonly attempts = computed(() => formatAttempts(this.task()));
  protected readonly runTimeMs = computed(() => runTimeMs(this.task(), this.nowMs()));
  protected readonly metadata = computed(() =>
    Object.entries(this.task().metadata).map(([name, value]) => ({ name, value: String(value ?? '–') })),
  );
  /** Newest first: the last failure is the one that is asked about. */
  protected readonly errors = computed(() => [...this.task().error_history].reverse());
  protected readonly failure = computed(() => (this.task().state === 'COMPLETED' ? null : this.task().last_error));
  protected readonly noResult = computed(() =>
    isTerminal(this.task().state)
      ? 'The task ended without a result.'
      : `There is no result yet: the task is ${this.task().state}.`,
  );
}
