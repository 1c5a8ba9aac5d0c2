import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Latency, Throughput, routes } from '@workstream/contracts';
import { Observable } from 'rxjs';

/** The figures that the server keeps by the minute. Every call fails with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class MetricsApi {
  private readonly http = inject(HttpClient);

  throughput(minutes: number): Observable<Throughput> {
    return this.http.get<Throughput>(routes.throughput, { params: { minutes } });
  }

  latency(minutes: number): Observable<Latency> {
    return this.http.get<Latency>(routes.latency, { params: { minutes } });
  }
}
