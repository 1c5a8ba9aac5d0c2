import { DOCUMENT, Signal, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Observable, catchError, exhaustMap, filter, map, of, scan, timer } from 'rxjs';
import { messageOf } from '../api/api-error';

/** Something that is asked for again and again. */
export interface Polled<T> {
  /** The last answer; stays while a later question fails. */
  readonly value: T | null;
  /** Why the last question failed; null when it did not. */
  readonly problem: string | null;
}

/** Asks now and every `everyMs` while the page is visible. Needs an injection context, and ends with it. */
export function polled<T>(ask: () => Observable<T>, everyMs: number): Signal<Polled<T>> {
  const document = inject(DOCUMENT);
  const answers$ = timer(0, everyMs).pipe(
    filter(() => !document.hidden),
    exhaustMap(() =>
      ask().pipe(
        map((value): Polled<T> => ({ value, problem: null })),
        catchError((error: unknown) => of<Polled<T>>({ value: null, problem: messageOf(error) })),
      ),
    ),
    scan((last, answer) => ({ value: answer.value ?? last.value, problem: answer.problem })),
  );
  return toSignal(answers$, { initialValue: { value: null, problem: null } });
}
