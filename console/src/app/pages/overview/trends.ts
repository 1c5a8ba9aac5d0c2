import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { MetricsApi } from '../../api/metrics-api';
import { ANY_TASK } from '../../api/task-query';
import { TasksApi } from '../../api/tasks-api';
import { DepthHistory } from '../../state/depth-history';
import { Now } from '../../state/now';
import { polled } from '../../state/polled';
import { storedSignal } from '../../state/stored-signal';
import { Chart } from '../../ui/chart/chart';
import { Choice } from '../../ui/choice/choice';
import { CountPipe } from '../../ui/format/amount';
import { formatDuration } from '../../ui/format/duration';
import { depthChart, errorClasses, latencyChart, throughputChart } from './trend-data';

const EVERY_MS = 20_000;
const MINUTE_MS = 60_000;
const TASKS_LOOKED_AT = 100;

const RANGES = [
  { value: '60', label: '1 h' },
  { value: '360', label: '6 h' },
  { value: '1440', label: '24 h' },
] as const;

/** How the system did over the last hours: four charts with one crosshair and one span. */
@Component({
  selector: 'ws-trends',
  imports: [Chart, Choice, CountPipe, RouterLink],
  templateUrl: './trends.html',
  styleUrl: './trends.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Trends {
  private readonly metrics = inject(MetricsApi);
  private readonly tasks = inject(TasksApi);
  private readonly samples = inject(DepthHistory).samples;
  private readonly now = inject(Now);

  protected readonly range = storedSignal('workstream.trends', ['60', '360', '1440'], '60');
  protected readonly ranges = RANGES;
  protected readonly asDuration = (seconds: number): string => formatDuration(seconds * 1_000);

  private readonly minutes = computed(() => Number(this.range.value()));
  private readonly rangeChanges$ = toObservable(this.range.value);

  private readonly throughput = polled(() => this.metrics.throughput(this.minutes()), EVERY_MS, this.rangeChanges$);
  private readonly latency = polled(() => this.metrics.latency(this.minutes()), EVERY_MS, this.rangeChanges$);
  private readonly dead = polled(
    () => this.tasks.listSummaries({ ...ANY_TASK, state: 'DLQ', sortBy: 'updated_at', pageSize: TASKS_LOOKED_AT }),
    EVERY_MS,
  );

  protected readonly throughputData = computed(() => throughputChart(this.throughput().value));
  protected readonly latencyData = computed(() => latencyChart(this.latency().value));
  protected readonly depthData = computed(() => depthChart(this.samples(), this.now.ms() - this.minutes() * MINUTE_MS));
  protected readonly errors = computed(() => errorClasses(this.dead().value?.tasks ?? []));
  protected readonly throughputGap = computed(
    () => this.throughput().problem ?? 'The first full minute has not passed yet.',
  );
  protected readonly latencyGap = computed(() => this.latency().problem ?? 'Nothing has completed in this span.');

  protected chooseRange(value: string): void {
    const range = RANGES.find((candidate) => candidate.value === value);
    if (range) this.range.set(range.value);
  }
}
