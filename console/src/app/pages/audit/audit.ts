import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatIcon } from '@angular/material/icon';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { AuditTrail, routes } from '@workstream/contracts';
import { firstValueFrom } from 'rxjs';
import { AccessApi } from '../../api/access-api';
import { Notices } from '../../state/notices';
import { Now } from '../../state/now';
import { polled } from '../../state/polled';
import { Command } from '../../ui/command/command';
import { NoticeBox } from '../../ui/notice-box/notice-box';
import { When } from '../../ui/when/when';
import { auditRows } from './audit-rows';

const EVERY_MS = 10_000;
const PAGE_SIZE = 100;

/** Every change that a person or program made, newest first. */
@Component({
  selector: 'ws-audit',
  imports: [Command, MatButton, MatFormField, MatIcon, MatInput, MatLabel, NoticeBox, RouterLink, When],
  templateUrl: './audit.html',
  styleUrl: './audit.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Audit {
  private readonly api = inject(AccessApi);
  private readonly notices = inject(Notices);

  protected readonly nowMs = inject(Now).ms;
  protected readonly text = signal('');
  protected readonly newest = polled(() => this.api.audit(PAGE_SIZE, null), EVERY_MS);
  protected readonly isLoading = signal(false);
  private readonly older = signal<AuditTrail | null>(null);

  private readonly entries = computed(() => {
    const newest = this.newest().value?.entries ?? [];
    const known = new Set(newest.map((entry) => entry.id));
    return [...newest, ...(this.older()?.entries ?? []).filter((entry) => !known.has(entry.id))];
  });
  protected readonly rows = computed(() => auditRows(this.entries(), this.text()));
  protected readonly isEmpty = computed(() => this.newest().value !== null && this.entries().length === 0);
  protected readonly count = computed(() => `${this.rows().length} of ${this.entries().length} shown`);
  /** Where the next older page begins; null when there is none. */
  protected readonly before = computed(() => (this.older() ?? this.newest().value)?.next_before ?? null);
  protected readonly example = `curl -X POST ${inject(DOCUMENT).location.origin}${routes.pauseQueue('primary')}`;

  /** Adds the next older page to what is shown. */
  protected async loadOlder(): Promise<void> {
    this.isLoading.set(true);
    try {
      const page = await firstValueFrom(this.api.audit(PAGE_SIZE, this.before()));
      this.older.update((older) => ({ ...page, entries: [...(older?.entries ?? []), ...page.entries] }));
    } catch (error) {
      this.notices.tellFailure(error);
    } finally {
      this.isLoading.set(false);
    }
  }
}
