import { IconName } from '../ui/icons/icon-paths';

/** A page that the navigation, the palette and the keyboard lead to. */
export interface Place {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  /** Pressed after `g`; null where no key leads. */
  readonly key: string | null;
  /** True when deeper addresses belong to other places. */
  readonly isExact: boolean;
}

/** Every page that one can go to by name, in the order of the navigation. */
export const PLACES: readonly Place[] = [
  { path: '/', label: 'Overview', icon: 'overview', key: 'o', isExact: true },
  { path: '/tasks', label: 'Tasks', icon: 'tasks', key: 't', isExact: false },
  { path: '/queues', label: 'Queues', icon: 'queues', key: 'q', isExact: false },
  { path: '/dlq', label: 'Dead letters', icon: 'dlq', key: 'd', isExact: false },
  { path: '/workers', label: 'Workers', icon: 'worker', key: 'w', isExact: false },
  { path: '/limits', label: 'Limits', icon: 'limits', key: 'l', isExact: false },
  { path: '/costs', label: 'Costs', icon: 'cost', key: 'c', isExact: false },
  { path: '/playground', label: 'Playground', icon: 'playground', key: 'p', isExact: false },
  { path: '/audit', label: 'Audit', icon: 'audit', key: 'a', isExact: false },
  { path: '/settings', label: 'Settings', icon: 'settings', key: 's', isExact: false },
];
