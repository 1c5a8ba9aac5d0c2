import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { Now } from '../../state/now';
import { TaskActions } from '../../state/task-actions';
import { watchTask } from '../../state/watch-task';
import { NoticeBox } from '../../ui/notice-box/notice-box';
import { TaskDetails } from '../../ui/task-details/task-details';

/** One task by itself. */
@Component({
  selector: 'ws-task',
  imports: [MatButton, MatIcon, NoticeBox, RouterLink, TaskDetails],
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
  protected readonly watched = watchTask(this.id);
  protected readonly isDoomed = computed(() => this.actions.doomed().has(this.id()));
}
