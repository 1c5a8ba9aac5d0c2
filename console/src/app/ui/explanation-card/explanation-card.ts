import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TaskExplanation, TaskState } from '@workstream/contracts';
import { formatCount } from '../format/amount';
import { formatRelativeTime } from '../format/relative-time';

const QUESTIONS: Readonly<Record<TaskState, string>> = {
  PENDING: 'Why is it waiting?',
  SCHEDULED: 'Why is it waiting?',
  ACTIVE: 'What is it doing?',
  COMPLETED: 'What became of it?',
  CANCELLED: 'What became of it?',
  FAILED: 'Why did it fail?',
  DLQ: 'Why did it fail?',
};

/** Why a task waits or failed, and one piece of advice. */
@Component({
  selector: 'ws-explanation-card',
  imports: [MatIcon],
  templateUrl: './explanation-card.html',
  styleUrl: './explanation-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ExplanationCard {
  readonly explanation = input.required<TaskExplanation>();
  readonly nowMs = input.required<number>();

  protected readonly question = computed(() => QUESTIONS[this.explanation().state]);
  protected readonly position = computed(() => {
    const { position } = this.explanation();
    if (position === null) return null;
    return position === 0 ? 'It is next in its queue.' : `${formatCount(position)} are before it in its queue.`;
  });
  protected readonly gates = computed(() =>
    this.explanation().gates.map(({ gate, open, message, until }) => ({
      gate,
      message,
      icon: open ? 'completed' : 'pause',
      word: open ? 'open' : 'waits here',
      isOpen: open,
      until: until === null ? null : formatRelativeTime(until, this.nowMs()),
    })),
  );
}
