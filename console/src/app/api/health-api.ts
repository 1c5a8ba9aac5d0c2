import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Health, routes } from '@workstream/contracts';
import { Observable } from 'rxjs';

/** The health route; it answers 200 also when the verdict is bad. */
@Injectable({ providedIn: 'root' })
export class HealthApi {
  private readonly http = inject(HttpClient);

  health(): Observable<Health> {
    return this.http.get<Health>(routes.health);
  }
}
