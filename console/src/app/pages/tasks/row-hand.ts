import { Injectable, Signal, computed, inject, linkedSignal, signal } from '@angular/core';
import { TaskSummary, isRetryable, isTerminal } from '@workstream/contracts';
import { LiveTasks } from '../../state/live-tasks';

/** Which rows a person has taken into the hand: the one at the cursor and those selected. Provided by the list's page. */
@Injectable()
export class RowHand {
  private readonly live = inject(LiveTasks);
  private readonly ids = computed(() => this.live.rows().map((row) => row.task.task_id));
  private readonly chosen = signal<ReadonlySet<string>>(new Set());
  private readonly all = linkedSignal({ source: this.chosen, computation: () => false });
  private readonly place = signal<string | null>(null);

  readonly selected: Signal<ReadonlySet<string>> = this.chosen.asReadonly();
  /** True when actions are for all that match instead. */
  readonly isForAll = this.all.asReadonly();
  readonly cursorId = computed(() => (this.ids().includes(this.place() ?? '') ? this.place() : null));

  toggle(id: string): void {
    const next = new Set(this.chosen());
    if (!next.delete(id)) next.add(id);
    this.chosen.set(next);
  }

  toggleAll(isSelected: boolean): void {
    this.chosen.set(new Set(isSelected ? this.ids() : []));
  }

  clear(): void {
    this.toggleAll(false);
  }

  widen(isForAll: boolean): void {
    this.all.set(isForAll);
  }

  /** Moves the cursor by rows; from nowhere it goes to the first. */
  move(step: 1 | -1): void {
    const ids = this.ids();
    const at = ids.indexOf(this.cursorId() ?? '');
    const next = at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + step));
    this.place.set(ids[next] ?? null);
  }

  /** The task at the cursor, if the thing in question can be done to it. */
  at(can: (task: TaskSummary) => boolean = () => true): string | null {
    const row = this.live.rows().find(({ task }) => task.task_id === this.cursorId());
    return row && !row.isDeleted && can(row.task) ? row.task.task_id : null;
  }
}

/** Says whether a retry of the task would be accepted. */
export const canRetry = (task: TaskSummary): boolean => isRetryable(task.state);

/** Says whether the task can still be cancelled. */
export const canCancel = (task: TaskSummary): boolean => !isTerminal(task.state);
