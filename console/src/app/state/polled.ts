import { DOCUMENT, Signal, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NEVER, Observable, catchError, exhaustMap, filter, map, of, scan, startWith, switchMap, timer } from 'rxjs';
import { messageOf } from '../api/api-error';

/** Something that is asked for again and again. */
export interface Polled<T> {
  /** The last answer; stays while a later question fails. */
  readonly value: T | null;
  /** Why the last question failed; null when it did not. */
  readonly problem: string | null;
}

const NOT_ASKED: Polled<never> = { value: null, problem: null };

/**
 * Asks now, every `everyMs` while the page is visible, and at once when `again$` says so. Needs an injection context, and
 * ends with it.
 */
export function polled<T>(
  ask: () => Observable<T>,
  everyMs: number,
  again$: Observable<unknown> = NEVER,
): Signal<Polled<T>> {
  const document = inject(DOCUMENT);
  const answer$ = (): Observable<Polled<T>> =>
    ask().pipe(
      map((value) => ({ value, problem: null })),
      catchError((error: unknown) => of({ value: null, problem: messageOf(error) })),
    );
  const answers$ = again$.pipe(
    startWith(null),
    switchMap(() =>
      timer(0, everyMs).pipe(
        filter(() => !document.hidden),
        exhaustMap(answer$),
      ),
    ),
    scan((last, answer) => ({ value: answer.value ?? last.value, problem: answer.problem }), NOT_ASKED as Polled<T>),
  );
  return toSignal(answers$, { initialValue: NOT_ASKED });
}
