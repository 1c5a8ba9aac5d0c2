import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatTab, MatTabGroup } from '@angular/material/tabs';
import { TaskExplanation, TaskMetadata, TaskRecord, isRetryable, isTerminal } from '@workstream/contracts';
import { AttemptBars } from '../attempt-bars/attempt-bars';
import { attemptsOf } from '../attempt-bars/attempts-of';
import { AttemptList } from '../attempt-list/attempt-list';
import { CopyButton } from '../copy-button/copy-button';
import { DownloadButton } from '../download-button/download-button';
import { EventList } from '../event-list/event-list';
import { eventsOf } from '../event-list/events-of';
import { ExplanationCard } from '../explanation-card/explanation-card';
import { formatAttempts } from '../format/attempts';
import { CountPipe } from '../format/amount';
import { curlTask } from '../format/curl';
import { DurationPipe } from '../format/duration';
import { InstantPipe } from '../format/instant';
import { percentDone } from '../format/percent-done';
import { RelativeTimePipe } from '../format/relative-time';
import { runTimeMs } from '../format/run-time';
import { StateChip } from '../state-chip/state-chip';
import { TaskResult } from '../task-result/task-result';
import { TaskTimeline } from '../task-timeline/task-timeline';

/** Everything about one task, and what can be done to it. */
@Component({
  selector: 'ws-task-details',
  imports: [
    AttemptBars,
    AttemptList,
    CopyButton,
    CountPipe,
    DownloadButton,
    DurationPipe,
    EventList,
    ExplanationCard,
    InstantPipe,
    MatButton,
    MatIcon,
    MatProgressBar,
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

  /** Why it is where it is; null while nobody knows. */
  readonly explanation = input<TaskExplanation | null>(null);

  readonly retried = output();
  readonly cancelled = output();
  readonly removed = output();
  readonly kept = output();

  protected readonly canRetry = computed(() => isRetryable(this.task().state) && !this.isDoomed());
  protected readonly canCancel = computed(() => !isTerminal(this.task().state) && !this.isDoomed());
  protected readonly percent = computed(() => percentDone(this.task()));
  protected readonly progressText = computed(() => {
    const { progress } = this.task();
    return progress ? [`${progress.done} of ${progress.total}`, progress.message].filter(Boolean).join(' · ') : '';
  });
  protected readonly history = computed(() => attemptsOf(this.task(), this.nowMs()));
  protected readonly events = computed(() => eventsOf(this.task()));
  protected readonly resultJson = computed(() => JSON.stringify(this.task().result, null, 2));
  protected readonly resultFilename = computed(() => `${this.task().task_type}-${this.task().task_id}.json`);
  protected readonly curl = computed(() => curlTask(this.origin(), this.task().task_id));
  protected readonly json = computed(() => JSON.stringify(this.task(), null, 2));
  protected readonly attempts = computed(() => formatAttempts(this.task()));
  protected readonly runTimeMs = computed(() => runTimeMs(this.task(), this.nowMs()));
  protected readonly metadata = computed(() => {
    const { priority, labels, metadata } = this.task();
    const all: TaskMetadata = { priority, ...labels, ...metadata };
    return Object.entries(all).map(([name, value]) => ({ name, value: String(value ?? '–') }));
  });
  protected readonly failure = computed(() =>
    this.task().state === 'COMPLETED' ? null : (this.task().last_error ?? this.task().cancel_reason),
  );
  protected readonly noResult = computed(() =>
    isTerminal(this.task().state)
      ? 'The task ended without a result.'
      : `There is no result yet: the task is ${this.task().state}.`,
  );
}
