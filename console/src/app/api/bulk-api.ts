import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { BulkOperation, BulkRequest, routes } from '@workstream/contracts';
import { Observable } from 'rxjs';

/** Operations on many tasks. Every call fails with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class BulkApi {
  private readonly http = inject(HttpClient);

  start(request: BulkRequest): Observable<BulkOperation> {
    return this.http.post<BulkOperation>(routes.bulkTasks, request);
  }

  get(id: string): Observable<BulkOperation> {
    return this.http.get<BulkOperation>(routes.bulkOperation(id));
  }
}
