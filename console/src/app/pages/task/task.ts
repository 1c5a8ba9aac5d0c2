import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TaskRecord, isRetryable, isTerminal } from '@workstream/contracts';
import { Now } from '../../state/now';
import { Shortcuts } from '../../state/shortcuts';
import { TaskActions } from '../../state/task-actions';
import { explainTask } from '../../state/explain-task';
import { followTask } from '../../state/follow-task';
import { KeyHints } from '../../ui/key-hints/key-hints';
import { NoticeBox } from '../../ui/notice-box/notice-box';
import { TaskDetails } from '../../ui/task-details/task-details';

const GROUP = 'Task';
const HINTS = [
  { keys: 'e', label: 'retry' },
  { keys: 'c', label: 'cancel' },
  { keys: 'u', label: 'all tasks' },
  { keys: '?', label: 'all keys' },
] as const;

/** One task by itself. */
@Component({
  selector: 'ws-task',
  imports: [KeyHints, MatButton, MatIcon, NoticeBox, RouterLink, TaskDetails],
  templateUrl: './task.html',
  styleUrl: './task.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Task {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly actions = inject(TaskActions);
  protected readonly nowMs = inject(Now).ms;
  protected readonly origin = inject(DOCUMENT).location.origin;
  protected readonly watched = followTask(this.id);
  protected readonly isDoomed = computed(() => this.actions.doomed().has(this.id()));
  protected readonly explanation = explainTask(this.watched.task);
  protected readonly hints = HINTS;

  constructor() {
    const router = inject(Router);
    inject(Shortcuts).offer([
      { keys: 'e', label: 'Retry', group: GROUP, run: () => this.actIf(canRetry, (id) => this.actions.retry(id)) },
      { keys: 'c', label: 'Cancel', group: GROUP, run: () => this.actIf(canCancel, (id) => this.actions.cancel(id)) },
      { keys: 'u', label: 'Back to the tasks', group: GROUP, run: () => void router.navigate(['/tasks']) },
    ]);
  }

  private actIf(can: (task: TaskRecord) => boolean, act: (id: string) => void): void {
    const task = this.watched.task();
    if (task && !this.isDoomed() && can(task)) act(task.task_id);
  }
}

const canRetry = ({ state }: TaskRecord): boolean => isRetryable(state);

const canCancel = ({ state }: TaskRecord): boolean => !isTerminal(state);
