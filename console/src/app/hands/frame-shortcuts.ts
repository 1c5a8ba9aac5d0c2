import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { LiveSwitch } from '../state/live-switch';
import { PLACES } from '../state/places';
import { Shortcut, Shortcuts } from '../state/shortcuts';
import { Theme } from '../state/theme';
import { Hands } from './hands';

const EVERYWHERE = 'Everywhere';

/** Offers the keys that work on every page. Needs an injection context. */
export function offerFrameShortcuts(): void {
  const router = inject(Router);
  const hands = inject(Hands);
  const theme = inject(Theme);
  const live = inject(LiveSwitch);
  const everywhere = (keys: string, label: string, run: () => void): Shortcut => ({
    keys,
    label,
    group: EVERYWHERE,
    run,
  });
  inject(Shortcuts).offer([
    everywhere('mod+k', 'Find a command, a page or a task', () => void hands.openPalette()),
    everywhere('/', 'Filter tasks', () => void router.navigate(['/tasks'], { fragment: 'filter' })),
    everywhere('n', 'Create a task', () => void router.navigate(['/new'])),
    everywhere('r', 'Hold or go on with live updates', () => live.toggle()),
    everywhere('t', 'Next theme', () => theme.next()),
    everywhere('?', 'Show all keys', () => void hands.openKeys()),
    ...PLACES.flatMap(({ key, label, path }) =>
      key === null
        ? []
        : [{ keys: `g ${key}`, label, group: 'Go to', run: () => void router.navigate([path]) } satisfies Shortcut],
    ),
  ]);
}
