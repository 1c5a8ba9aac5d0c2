import { Signal, computed, inject } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { QueueEvent, TaskRecord } from '@workstream/contracts';
import { Observable, Subject, auditTime, catchError, filter, map, merge, of, scan, startWith, switchMap } from 'rxjs';
import { messageOf } from '../api/api-error';
import { EventStream } from '../api/event-stream';
import { TasksApi } from '../api/tasks-api';

const SETTLE_MS = 150;

/** One task that follows the stream. */
export interface WatchedTask {
  /** The newest record; null until it arrives. Stays when the task is deleted, so that it can still be read. */
  readonly task: Signal<TaskRecord | null>;
  /** Why the last question failed, in words; null when it did not. */
  readonly problem: Signal<string | null>;
  reload(): void;
}

interface Sight {
  readonly task: TaskRecord | null;
  readonly problem: string | null;
}

const NOTHING: Sight = { task: null, problem: null };

/** Loads the task with the given id, and again whenever the stream says that it changed. Needs an injection context. */
export function watchTask(id: Signal<string | null>): WatchedTask {
  const api = inject(TasksApi);
  const stream = inject(EventStream);
  const reloads = new Subject<void>();
  const look = (wanted: string): Observable<Sight> =>
    merge(reloads, stream.events$.pipe(filter((event) => concerns(event, wanted)))).pipe(
      auditTime(SETTLE_MS),
      startWith(null),
      switchMap(() => ask(api, wanted)),
      scan((last, sight) => ({ task: sight.task ?? last.task, problem: sight.problem }), NOTHING),
      startWith(NOTHING),
    );
  const sight = toSignal(toObservable(id).pipe(switchMap((wanted) => (wanted === null ? of(NOTHING) : look(wanted)))), {
    initialValue: NOTHING,
  });
  return {
    task: computed(() => sight().task),
    problem: computed(() => sight().problem),
    reload: () => reloads.next(),
  };
}

const ask = (api: TasksApi, id: string): Observable<Sight> =>
  api.get(id).pipe(
    map((task) => ({ task, problem: null })),
    catchError((error: unknown) => of({ task: null, problem: messageOf(error) })),
  );

// After a gap nobody knows what was missed, so that the first event of a connection concerns every task.
function concerns(event: QueueEvent, id: string): boolean {
  if (event.type === 'initial_status') return true;
  return event.type !== 'heartbeat' && event.task_id === id;
}
