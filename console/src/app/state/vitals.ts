import { Injectable, computed, inject } from '@angular/core';
import { MetricsApi } from '../api/metrics-api';
import { OpenrouterApi } from '../api/openrouter-api';
import { polled } from './polled';

const FAILURES_EVERY_MS = 30_000;
const SPEND_EVERY_MS = 60_000;
const HOUR_MINUTES = 60;

/** The figures of the strip above every page that the stream does not tell. */
@Injectable({ providedIn: 'root' })
export class Vitals {
  private readonly metrics = inject(MetricsApi);
  private readonly openrouter = inject(OpenrouterApi);
  private readonly throughput = polled(() => this.metrics.throughput(HOUR_MINUTES), FAILURES_EVERY_MS);
  private readonly account = polled(() => this.openrouter.status(), SPEND_EVERY_MS);

  /** Tasks that went to the dead letters in the last hour; null until it is known. */
  readonly failedLastHour = computed(
    () => this.throughput().value?.metrics.reduce((sum, minute) => sum + minute.failed_count, 0) ?? null,
  );

  /** US dollars spent today; null where nothing is known. */
  readonly spentToday = computed(() => this.account().value?.usage_today ?? null);
}
