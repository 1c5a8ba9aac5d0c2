import { Injectable, inject, signal } from '@angular/core';
import { finalize } from 'rxjs';
import { TasksApi } from '../api/tasks-api';
import { shortId } from '../ui/format/short-id';
import { Notices } from './notices';

/** A deletion can be taken back for so long. */
export const UNDO_MS = 5_000;

/** What a person can do to a task, from wherever it is shown. */
@Injectable({ providedIn: 'root' })
export class TaskActions {
  private readonly api = inject(TasksApi);
  private readonly notices = inject(Notices);
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly doomedIds = signal<ReadonlySet<string>>(new Set());

  /** Tasks that are about to be deleted and can still be kept. */
  readonly doomed = this.doomedIds.asReadonly();

  retry(id: string): void {
    this.api.retry(id).subscribe({
      next: () => this.notices.tell(`Task ${shortId(id)} is queued again.`),
      error: (error: unknown) => this.notices.tellFailure(error),
    });
  }

  cancel(id: string): void {
    this.api.cancel(id).subscribe({
      next: () => this.notices.tell(`Task ${shortId(id)} is cancelled.`),
      error: (error: unknown) => this.notices.tellFailure(error),
    });
  }

  /** Deletes the task in five seconds unless `keep` is called. Closing the page before then keeps it. */
  deleteSoon(id: string): void {
    if (this.timers.has(id)) return;
    this.timers.set(
      id,
      setTimeout(() => this.deleteNow(id), UNDO_MS),
    );
    this.publish();
    this.notices.tell(`Task ${shortId(id)} will be deleted.`, { label: 'Undo', run: () => this.keep(id) }, UNDO_MS);
  }

  /** Takes a deletion back. */
  keep(id: string): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.publish();
  }

  private deleteNow(id: string): void {
    this.api
      .delete(id)
      .pipe(finalize(() => this.keep(id)))
      .subscribe({ error: (error: unknown) => this.notices.tellFailure(error) });
  }

  private publish(): void {
    this.doomedIds.set(new Set(this.timers.keys()));
  }
}
