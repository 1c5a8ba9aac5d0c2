import { Injectable, inject, signal } from '@angular/core';
import { BulkAction, BulkOperation, BulkRequest } from '@workstream/contracts';
import { lastValueFrom, tap } from 'rxjs';
import { formatCount } from '../ui/format/amount';
import { BulkProgress } from '../ui/bulk-bar/bulk-bar';
import { BulkOperations } from './bulk-operations';
import { Confirmations } from './confirmations';
import { Notices } from './notices';

/** More than this is done only when the number has been typed. */
export const TYPED_ABOVE = 100;

/** Which tasks: those named, or all that a filter matches. */
export type BulkTarget = Pick<BulkRequest, 'ids' | 'filter'>;

const WORDS: Readonly<Record<BulkAction, { readonly todo: string; readonly done: string; readonly text: string }>> = {
  retry: { todo: 'Retry', done: 'queued again', text: 'They go back to their queue.' },
  cancel: { todo: 'Cancel', done: 'cancelled', text: 'What runs is stopped; a cancelled task does not run again.' },
  delete: { todo: 'Delete', done: 'deleted', text: 'The results go too, and this cannot be undone.' },
};

/** Does one thing to many tasks: counts first, asks, and shows how far it is. */
@Injectable({ providedIn: 'root' })
export class BulkHand {
  private readonly operations = inject(BulkOperations);
  private readonly confirmations = inject(Confirmations);
  private readonly notices = inject(Notices);
  private readonly running = signal<BulkProgress | null>(null);

  /** How far the operation under way is; null while there is none. */
  readonly progress = this.running.asReadonly();

  /** `asked` is how many a person sees. True when it was done; false when a person thought better of it, nothing fits or it failed. */
  async act(action: BulkAction, target: BulkTarget, asked: number): Promise<boolean> {
    try {
      const counted = await this.run({ action, ...target, dry_run: true }, 'Counting');
      if (!(await this.isWanted(action, counted.total, asked))) return false;
      const done = await this.run({ action, ...target }, WORDS[action].todo);
      this.notices.tell(reportOf(action, done));
      return true;
    } catch (error) {
      this.notices.tellFailure(error);
      return false;
    } finally {
      this.running.set(null);
    }
  }

  private run(request: BulkRequest, title: string): Promise<BulkOperation> {
    const steps$ = this.operations
      .run(request)
      .pipe(tap((operation) => this.running.set(progressOf(operation, title))));
    return lastValueFrom(steps$);
  }

  private async isWanted(action: BulkAction, fitting: number, asked: number): Promise<boolean> {
    this.running.set(null);
    if (fitting === 0) {
      this.notices.tell(`Nothing of this can be ${WORDS[action].done}.`);
      return false;
    }
    const others = Math.max(0, asked - fitting);
    const rest = others > 0 ? ` ${formatCount(others)} more are in no state for it and stay as they are.` : '';
    const answer = await this.confirmations.ask({
      heading: `${WORDS[action].todo} ${formatCount(fitting)} ${fitting === 1 ? 'task' : 'tasks'}?`,
      text: `${WORDS[action].text}${rest}`,
      action: WORDS[action].todo,
      ...(fitting > TYPED_ABOVE ? { typed: String(fitting) } : {}),
    });
    return answer !== null;
  }
}

function progressOf({ processed, total }: BulkOperation, title: string): BulkProgress {
  const text = `${title}: ${formatCount(processed)} of ${formatCount(total)}`;
  return { text, percent: total === 0 ? 100 : (processed / total) * 100 };
}

function reportOf(action: BulkAction, { succeeded, skipped, state }: BulkOperation): string {
  const rest = skipped > 0 ? `, ${formatCount(skipped)} skipped` : '';
  const cut = state === 'interrupted' ? ' The server stopped before the end; ask again for the rest.' : '';
  return `${formatCount(succeeded)} ${WORDS[action].done}${rest}.${cut}`;
}
