import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { PausableQueue, QueueName, QueueSwitch, routes } from '@workstream/contracts';
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

  /** The ids that are taken next, at most `limit`. */
  nextIds(queue: QueueName, limit = 6): Observable<readonly string[]> {
    return this.http.get<readonly string[]>(routes.queuedTasks(queue), { params: { limit } });
  }
}
