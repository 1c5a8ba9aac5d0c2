import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { OpenRouterStatus, routes } from '@workstream/contracts';
import { Observable } from 'rxjs';

/** The OpenRouter routes. Every call fails with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class OpenrouterApi {
  private readonly http = inject(HttpClient);

  status(): Observable<OpenRouterStatus> {
    return this.http.get<OpenRouterStatus>(routes.openrouterStatus);
  }
}
