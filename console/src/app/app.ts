import { BreakpointObserver } from '@angular/cdk/layout';
import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatSidenav, MatSidenavContainer, MatSidenavContent } from '@angular/material/sidenav';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { map } from 'rxjs';
import { offerFrameShortcuts } from './hands/frame-shortcuts';
import { Hands } from './hands/hands';
import { Density } from './state/density';
import { Environment } from './state/environment';
import { LiveQueues } from './state/live-queues';
import { PLACES } from './state/places';
import { storedSignal } from './state/stored-signal';
import { Theme } from './state/theme';
import { Vitals } from './state/vitals';
import { FreshnessBadge } from './ui/freshness-badge/freshness-badge';
import { ThemeSwitch } from './ui/theme-switch/theme-switch';
import { VitalsStrip } from './ui/vitals-strip/vitals-strip';

const SMALL_SCREEN = '(width < 720px)';

/** The frame around every page. */
@Component({
  selector: 'ws-root',
  imports: [
    FreshnessBadge,
    MatButton,
    MatIcon,
    MatIconButton,
    MatSidenav,
    MatSidenavContainer,
    MatSidenavContent,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    ThemeSwitch,
    VitalsStrip,
  ],
  templateUrl: './app.html',
  styleUrl: './app.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-environment]': 'environment()' },
})
export class App {
  private readonly sidebar = storedSignal('workstream.sidebar', ['open', 'narrow'], 'open');
  private readonly isDrawerOpen = signal(false);
  private readonly container = viewChild(MatSidenavContainer);

  protected readonly places = PLACES;
  protected readonly theme = inject(Theme);
  protected readonly density = inject(Density);
  protected readonly environment = inject(Environment).name;
  protected readonly queues = inject(LiveQueues);
  protected readonly vitals = inject(Vitals);
  protected readonly hands = inject(Hands);

  protected readonly isSmall = toSignal(
    inject(BreakpointObserver)
      .observe(SMALL_SCREEN)
      .pipe(map(({ matches }) => matches)),
    { initialValue: false },
  );
  protected readonly isNarrow = computed(() => !this.isSmall() && this.sidebar.value() === 'narrow');
  protected readonly mode = computed(() => (this.isSmall() ? 'over' : 'side'));
  protected readonly isShown = computed(() => !this.isSmall() || this.isDrawerOpen());
  protected readonly toggleIcon = computed(() => (this.isSmall() ? 'menu' : 'panel'));
  protected readonly toggleLabel = computed(() => toggleLabelOf(this.isSmall(), this.isNarrow()));
  protected readonly isExpanded = computed(() => (this.isSmall() ? this.isDrawerOpen() : !this.isNarrow()));

  constructor() {
    offerFrameShortcuts();
    const router = inject(Router);
    // A drawer that stays open would hide the page that was gone to.
    effect(() => {
      if (router.currentNavigation()) this.closeDrawer();
    });
    // The content makes room for the navigation only when it is told.
    effect(() => {
      this.isNarrow();
      this.container()?.updateContentMargins();
    });
  }

  protected toggleNavigation(): void {
    if (this.isSmall()) this.isDrawerOpen.update((isOpen) => !isOpen);
    else this.sidebar.set(this.isNarrow() ? 'open' : 'narrow');
  }

  protected closeDrawer(): void {
    this.isDrawerOpen.set(false);
  }
}

function toggleLabelOf(isSmall: boolean, isNarrow: boolean): string {
  if (isSmall) return 'Navigation';
  return isNarrow ? 'Widen navigation' : 'Narrow navigation';
}
