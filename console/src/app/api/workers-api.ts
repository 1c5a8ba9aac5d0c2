import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { WorkerFleet, WorkerSwitch, routes } from '@workstream/contracts';
import { Observable } from 'rxjs';

/** The worker routes. Every call fails with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class WorkersApi {
  private readonly http = inject(HttpClient);

  fleet(): Observable<WorkerFleet> {
    return this.http.get<WorkerFleet>(routes.workers);
  }

  /** The worker finishes what it has and takes nothing more. */
  drain(id: string): Observable<WorkerSwitch> {
    return this.http.post<WorkerSwitch>(routes.drainWorker(id), {});
  }

  undrain(id: string): Observable<WorkerSwitch> {
    return this.http.post<WorkerSwitch>(routes.undrainWorker(id), {});
  }
}
