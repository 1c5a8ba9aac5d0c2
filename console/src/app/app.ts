import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { LiveQueues } from './state/live-queues';
import { storedSignal } from './state/stored-signal';
import { Theme } from './state/theme';
import { FreshnessBadge } from './ui/freshness-badge/freshness-badge';
import { IconName } from './ui/icons/icon-paths';
import { ThemeSwitch } from './ui/theme-switch/theme-switch';

interface Place {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  readonly isExact: boolean;
}

const PLACES: readonly Place[] = [
  { path: '/', label: 'Overview', icon: 'overview', isExact: true },
  { path: '/tasks', label: 'Tasks', icon: 'tasks', isExact: false },
];

/** The frame around every page. */
@Component({
  selector: 'ws-root',
  imports: [FreshnessBadge, MatButton, MatIcon, MatIconButton, RouterLink, RouterLinkActive, RouterOutlet, ThemeSwitch],
  templateUrl: './app.html',
  styleUrl: './app.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {
  private readonly sidebar = storedSignal('workstream.sidebar', ['open', 'narrow'], 'open');

  protected readonly theme = inject(Theme);
  protected readonly freshness = inject(LiveQueues).freshness;
  protected readonly places = PLACES;
  protected readonly isNarrow = computed(() => this.sidebar.value() === 'narrow');
  protected readonly toggleLabel = computed(() => (this.isNarrow() ? 'Widen navigation' : 'Narrow navigation'));

  protected toggleSidebar(): void {
    this.sidebar.set(this.isNarrow() ? 'open' : 'narrow');
  }
}
