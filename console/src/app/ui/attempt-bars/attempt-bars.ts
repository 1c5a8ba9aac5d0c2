import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { formatDuration } from '../format/duration';
import { Attempt, AttemptPart } from './attempts-of';

const WORDS: Readonly<Record<AttemptPart['kind'], string>> = {
  wait: 'waited',
  delay: 'delayed',
  backoff: 'backed off',
  run: 'ran',
};

/** When each attempt waited, backed off and ran, on one axis of time. */
@Component({
  selector: 'ws-attempt-bars',
  templateUrl: './attempt-bars.html',
  styleUrl: './attempt-bars.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AttemptBars {
  readonly attempts = input.required<readonly Attempt[]>();

  protected readonly rows = computed(() => {
    const parts = this.attempts().flatMap((attempt) => attempt.parts);
    const startMs = Math.min(...parts.map((part) => part.startMs));
    const spanMs = Math.max(1, ...parts.map((part) => part.startMs + part.durationMs - startMs));
    return this.attempts().map((attempt) => rowOf(attempt, startMs, spanMs));
  });
}

const rowOf = ({ number, parts, outcome }: Attempt, startMs: number, spanMs: number) => ({
  number,
  outcome,
  text: parts.map(({ kind, durationMs }) => `${WORDS[kind]} ${formatDuration(durationMs)}`).join(', '),
  parts: parts.map((part) => ({
    kind: part.kind,
    left: ((part.startMs - startMs) / spanMs) * 100,
    width: (part.durationMs / spanMs) * 100,
  })),
});
