import { Injectable, inject } from '@angular/core';
import { BulkOperation, BulkRequest } from '@workstream/contracts';
import { Observable, concat, exhaustMap, interval, of, switchMap, takeWhile } from 'rxjs';
import { BulkApi } from '../api/bulk-api';

const LOOK_EVERY_MS = 400;

/** Starts operations on many tasks and follows them. */
@Injectable({ providedIn: 'root' })
export class BulkOperations {
  private readonly api = inject(BulkApi);

  /** How far the operation has come, again and again; the last value is how it ended. Fails with an `ApiError`. */
  run(request: BulkRequest): Observable<BulkOperation> {
    return this.api.start(request).pipe(switchMap((operation) => this.follow(operation)));
  }

  private follow(operation: BulkOperation): Observable<BulkOperation> {
    const looks$ = interval(LOOK_EVERY_MS).pipe(exhaustMap(() => this.api.get(operation.operation_id)));
    return concat(of(operation), looks$).pipe(takeWhile(({ state }) => state === 'running', true));
  }
}
