import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { BreakerOrder, BreakerSwitch, RateLimitStatus, routes } from '@workstream/contracts';
import { Observable } from 'rxjs';

/** What holds calls to the provider back. Every call fails with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class LimitsApi {
  private readonly http = inject(HttpClient);

  status(): Observable<RateLimitStatus> {
    return this.http.get<RateLimitStatus>(routes.rateLimit);
  }

  /** Lets calls through again, whatever was counted. */
  resetBreakers(reason: string): Observable<BreakerSwitch> {
    return this.http.post<BreakerSwitch>(routes.resetBreakers, orderOf(reason));
  }

  /** No call is made until the breakers are reset or try again by themselves. */
  openBreakers(reason: string): Observable<BreakerSwitch> {
    return this.http.post<BreakerSwitch>(routes.openBreakers, orderOf(reason));
  }
}

const orderOf = (reason: string): BreakerOrder => (reason === '' ? {} : { reason });
