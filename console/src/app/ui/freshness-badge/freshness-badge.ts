import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { IconName } from '../icons/icon-paths';

/** What the badge can say: its words come from outside, its look from here. */
export type FreshnessKind = 'live' | 'aged' | 'connecting' | 'waiting' | 'paused';

const ICONS: Readonly<Record<FreshnessKind, IconName>> = {
  live: 'live',
  aged: 'scheduled',
  connecting: 'retry',
  waiting: 'offline',
  paused: 'pause',
};

const ANNOUNCEMENTS: Readonly<Record<FreshnessKind, string>> = {
  live: 'Live updates are on',
  aged: 'Live updates are late',
  connecting: '',
  waiting: 'Live updates are interrupted',
  paused: '',
};

/** Tells how current the screen is. A screen reader hears the change of kind, not every second. */
@Component({
  selector: 'ws-freshness-badge',
  imports: [MatIcon],
  template: `
    <span class="badge" [attr.data-kind]="kind()" aria-hidden="true">
      <mat-icon [svgIcon]="icon()" /><span>{{ text() }}</span>
    </span>
    <span class="ws-visually-hidden" role="status">{{ announcement() }}</span>
  `,
  styleUrl: './freshness-badge.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FreshnessBadge {
  readonly kind = input.required<FreshnessKind>();
  readonly text = input.required<string>();

  protected readonly icon = computed(() => ICONS[this.kind()]);
  protected readonly announcement = computed(() => ANNOUNCEMENTS[this.kind()]);
}
