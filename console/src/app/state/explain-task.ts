import { Signal, computed, inject } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { TaskExplanation, TaskRecord } from '@workstream/contracts';
import { Observable, catchError, exhaustMap, of, startWith, switchMap, timer } from 'rxjs';
import { TasksApi } from '../api/tasks-api';

/** What holds a task back changes without the task: it is asked for again this often. */
const WAITING_EVERY_MS = 5_000;

/** Why the task is where it is, asked anew with every change of it; null for one that completed. Needs an injection context. */
export function explainTask(task: Signal<TaskRecord | null>): Signal<TaskExplanation | null> {
  const api = inject(TasksApi);
  const question = computed(() => questionOf(task()), { equal: (one, other) => one?.about === other?.about });
  const answers$ = toObservable(question).pipe(
    switchMap((asked) => (asked === null ? of(null) : explain(api, asked).pipe(startWith(null)))),
  );
  return toSignal(answers$, { initialValue: null });
}

interface Question {
  readonly id: string;
  readonly isWaiting: boolean;
  readonly about: string;
}

function questionOf(task: TaskRecord | null): Question | null {
  if (task === null || task.state === 'COMPLETED') return null;
  const isWaiting = task.state === 'PENDING' || task.state === 'SCHEDULED';
  return { id: task.task_id, isWaiting, about: `${task.task_id} ${task.state} ${task.attempt}` };
}

const explain = (api: TasksApi, { id, isWaiting }: Question): Observable<TaskExplanation | null> =>
  (isWaiting ? timer(0, WAITING_EVERY_MS) : timer(0)).pipe(
    exhaustMap(() => api.explain(id).pipe(catchError(() => of(null)))),
  );
