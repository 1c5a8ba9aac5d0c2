import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { AuditTrail, Session, routes } from '@workstream/contracts';
import { Observable } from 'rxjs';

/** Who asks, and who changed what. Every call fails with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class AccessApi {
  private readonly http = inject(HttpClient);

  /** The newest changes, or those before the one with the id `before`. */
  audit(limit: number, before: string | null): Observable<AuditTrail> {
    return this.http.get<AuditTrail>(routes.audit, { params: { limit, ...(before === null ? {} : { before }) } });
  }

  session(): Observable<Session> {
    return this.http.get<Session>(routes.session);
  }

  /** Exchanges an API key for a cookie; the key itself is kept nowhere. */
  signIn(key: string): Observable<unknown> {
    return this.http.post(routes.session, { api_key: key });
  }

  signOut(): Observable<unknown> {
    return this.http.delete(routes.session);
  }
}
