import { Signal, effect, inject, untracked } from '@angular/core';
import { Now } from './now';
import { WatchedTask, watchTask } from './watch-task';

/** A watched task that is also looked at every second while it runs, for its progress. Needs an injection context. */
export function followTask(id: Signal<string | null>): WatchedTask {
  const watched = watchTask(id);
  const now = inject(Now);
  effect(() => {
    now.ms();
    if (untracked(watched.task)?.state === 'ACTIVE') watched.reload();
  });
  return watched;
}
