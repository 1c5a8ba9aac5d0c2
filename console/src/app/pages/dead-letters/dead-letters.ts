import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Router, RouterLink } from '@angular/router';
import { BulkAction } from '@workstream/contracts';
import { Subject, lastValueFrom, tap } from 'rxjs';
import { DeadLettersApi } from '../../api/dead-letters-api';
import { TYPED_ABOVE } from '../../state/bulk-hand';
import { BulkOperations } from '../../state/bulk-operations';
import { Confirmations } from '../../state/confirmations';
import { Notices } from '../../state/notices';
import { Now } from '../../state/now';
import { polled } from '../../state/polled';
import { watchTask } from '../../state/watch-task';
import { CountPipe, formatCount } from '../../ui/format/amount';
import { formatAttempts } from '../../ui/format/attempts';
import { ShortIdPipe } from '../../ui/format/short-id';
import { NoticeBox } from '../../ui/notice-box/notice-box';
import { When } from '../../ui/when/when';
import { DeadGroup, groupDeadLetters } from './dead-groups';

const EVERY_MS = 10_000;
const ROWS_SHOWN = 50;
const EXCERPT_CHARACTERS = 1_200;

/** Tasks that need a person, grouped by what went wrong. */
@Component({
  selector: 'ws-dead-letters',
  imports: [CountPipe, MatButton, MatIcon, MatIconButton, MatProgressBar, NoticeBox, RouterLink, ShortIdPipe, When],
  templateUrl: './dead-letters.html',
  styleUrl: './dead-letters.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeadLetters {
  private readonly api = inject(DeadLettersApi);
  private readonly bulk = inject(BulkOperations);
  private readonly confirmations = inject(Confirmations);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);
  private readonly changed = new Subject<void>();

  /** An error type from the address: only its groups are shown. */
  readonly error = input<string>();

  protected readonly nowMs = inject(Now).ms;
  protected readonly opened = signal<string | null>(null);
  protected readonly previewId = signal<string | null>(null);
  protected readonly preview = watchTask(this.previewId);
  protected readonly progress = signal<{ readonly text: string; readonly percent: number } | null>(null);
  protected readonly found = polled(() => this.api.list(), EVERY_MS, this.changed);

  private readonly groups = computed(() => groupDeadLetters(this.found().value?.tasks ?? []));
  protected readonly shown = computed(() =>
    this.groups()
      .filter((group) => !this.error() || group.errorType === this.error())
      .map((group) => ({ ...group, isOpen: group.fingerprint === this.opened(), rows: rowsOf(group) })),
  );
  protected readonly headline = computed(() => {
    const found = this.found().value;
    if (!found) return '';
    const bound =
      found.total > found.tasks.length ? `, grouped from the newest ${formatCount(found.tasks.length)}` : '';
    return `${formatCount(found.total)} in ${formatCount(this.groups().length)} ${this.groups().length === 1 ? 'group' : 'groups'}${bound}`;
  });
  protected readonly isEmpty = computed(() => this.found().value?.tasks.length === 0);
  protected readonly excerpt = computed(() => this.preview.task()?.content?.slice(0, EXCERPT_CHARACTERS) ?? null);

  protected toggle(group: DeadGroup): void {
    this.opened.update((opened) => (opened === group.fingerprint ? null : group.fingerprint));
  }

  protected showEveryType(): void {
    void this.router.navigate([], { queryParams: { error: null }, queryParamsHandling: 'merge' });
  }

  protected async retryAll(group: DeadGroup): Promise<void> {
    await this.runBulk('retry', group, {
      heading: `Retry ${countOf(group)}?`,
      text: 'They go back to their queue with all their retries, in small steps beside new tasks.',
      action: 'Retry all',
    });
  }

  protected async deleteAll(group: DeadGroup): Promise<void> {
    await this.runBulk('delete', group, {
      heading: `Delete ${countOf(group)}?`,
      text: 'Their inputs and errors are gone for good; this cannot be undone.',
      action: 'Delete all',
    });
  }

  private async runBulk(
    action: BulkAction,
    group: DeadGroup,
    question: { readonly heading: string; readonly text: string; readonly action: string },
  ): Promise<void> {
    const ids = group.tasks.map((task) => task.task_id);
    const typed = ids.length > TYPED_ABOVE ? { typed: String(ids.length) } : {};
    if (!(await this.confirmations.ask({ ...question, ...typed }))) return;
    try {
      const run$ = this.bulk
        .run({ action, ids })
        .pipe(
          tap(({ processed, total }) =>
            this.progress.set({ text: `${processed} of ${total}`, percent: shareOf(processed, total) }),
          ),
        );
      const { succeeded, skipped } = await lastValueFrom(run$);
      const rest = skipped > 0 ? `, ${formatCount(skipped)} had moved meanwhile` : '';
      this.notices.tell(`${formatCount(succeeded)} ${action === 'retry' ? 'queued again' : 'deleted'}${rest}.`);
    } catch (error) {
      this.notices.tellFailure(error);
    } finally {
      this.progress.set(null);
      this.changed.next();
    }
  }
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? 100 : (part / whole) * 100);

const countOf = ({ tasks }: DeadGroup): string =>
  tasks.length === 1 ? 'this one task' : `all ${formatCount(tasks.length)} tasks of this group`;

const rowsOf = ({ tasks }: DeadGroup) =>
  tasks.slice(0, ROWS_SHOWN).map((task) => ({ ...task, attempts: formatAttempts(task) }));
