import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { PausableQueue, QueueSwitch, routes } from '@workstream/contracts';
import { Observable } from 'rxjs';

/** The queue routes. Every call fails with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class QueuesApi {
  private readonly http = inject(HttpClient);

  /** Workers take nothing from the queue until it is resumed. */
  pause(queue: PausableQueue): Observable<QueueSwitch> {
    return this.http.post<QueueSwitch>(routes.pauseQueue(queue), {});
  }

  resume(queue: PausableQueue): Observable<QueueSwitch> {
    return this.http.post<QueueSwitch>(routes.resumeQueue(queue), {});
  }
}
