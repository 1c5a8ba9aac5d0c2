import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Attempt } from '../attempt-bars/attempts-of';
import { formatDuration } from '../format/duration';

const GOOD_ENDS: readonly string[] = ['COMPLETED', 'RUNNING', 'WAITING'];

/** Every attempt with how it ended, the newest first: the last failure is the one that is asked about. */
@Component({
  selector: 'ws-attempt-list',
  templateUrl: './attempt-list.html',
  styleUrl: './attempt-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AttemptList {
  readonly attempts = input.required<readonly Attempt[]>();

  protected readonly rows = computed(() =>
    [...this.attempts()].reverse().map((attempt) => ({
      ...attempt,
      isBad: !GOOD_ENDS.includes(attempt.outcome),
      times: attempt.parts.map(({ kind, durationMs }) => `${kind} ${formatDuration(durationMs)}`).join(' · '),
    })),
  );
}
