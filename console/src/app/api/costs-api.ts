import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { CostReport, routes } from '@workstream/contracts';
import { Observable } from 'rxjs';

/** What was spent. Every call fails with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class CostsApi {
  private readonly http = inject(HttpClient);

  report(days: number): Observable<CostReport> {
    return this.http.get<CostReport>(routes.costs, { params: { days } });
  }
}
