import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TaskResult as Result } from '@workstream/contracts';
import { CopyButton } from '../copy-button/copy-button';
import { PageGrid } from '../page-grid/page-grid';
import { viewOf } from './result-view';

/** What a completed task brought, and who made it. */
@Component({
  selector: 'ws-task-result',
  imports: [CopyButton, MatIcon, PageGrid],
  templateUrl: './task-result.html',
  styleUrl: './task-result.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TaskResult {
  readonly result = input.required<Result>();

  protected readonly view = computed(() => viewOf(this.result()));
}
