import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { finalize, lastValueFrom } from 'rxjs';
import { HealthApi } from '../../api/health-api';
import { OpenrouterApi } from '../../api/openrouter-api';
import { TasksApi } from '../../api/tasks-api';
import { WorkersApi } from '../../api/workers-api';
import { LiveQueues, SAMPLES_KEPT } from '../../state/live-queues';
import { Notices } from '../../state/notices';
import { polled } from '../../state/polled';
import { FirstTask, SAMPLE_TEXT } from '../../ui/first-task/first-task';
import { NoticeBox } from '../../ui/notice-box/notice-box';
import { QueueBars } from '../../ui/queue-bars/queue-bars';
import { StatusFlow } from '../../ui/status-flow/status-flow';
import { SummaryStrip } from '../../ui/summary-strip/summary-strip';
import { SystemHealth } from '../../ui/system-health/system-health';
import { WorkerTable } from '../../ui/worker-table/worker-table';
import { Trends } from './trends';

const WORKERS_EVERY_MS = 3_000;
const HEALTH_EVERY_MS = 15_000;
const OPENROUTER_EVERY_MS = 60_000;

/** The whole system at a glance; it moves with the stream. */
@Component({
  selector: 'ws-overview',
  imports: [FirstTask, NoticeBox, QueueBars, StatusFlow, SummaryStrip, SystemHealth, Trends, WorkerTable],
  templateUrl: './overview.html',
  styleUrl: './overview.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Overview {
  private readonly tasks = inject(TasksApi);
  private readonly workers = inject(WorkersApi);
  private readonly healthApi = inject(HealthApi);
  private readonly openrouterApi = inject(OpenrouterApi);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);

  protected readonly queues = inject(LiveQueues);
  protected readonly origin = inject(DOCUMENT).location.origin;
  protected readonly samplesKept = SAMPLES_KEPT;
  protected readonly isTrying = signal(false);

  protected readonly fleet = polled(() => this.workers.fleet(), WORKERS_EVERY_MS);
  protected readonly health = polled(() => this.healthApi.health(), HEALTH_EVERY_MS);
  protected readonly openrouter = polled(() => this.openrouterApi.status(), OPENROUTER_EVERY_MS);

  protected readonly fleetLine = computed(() => {
    const fleet = this.fleet().value;
    if (!fleet) return '';
    const stale = fleet.stale_workers > 0 ? `, ${fleet.stale_workers} stale` : '';
    return `${fleet.healthy_workers} healthy${stale}`;
  });

  /** Creates one task to watch. */
  protected async tryFirstTask(): Promise<void> {
    this.isTrying.set(true);
    try {
      const created$ = this.tasks.createSummarize(SAMPLE_TEXT).pipe(finalize(() => this.isTrying.set(false)));
      const { task_id: id } = await lastValueFrom(created$);
      this.notices.tell('The first task is on its way.', {
        label: 'Open',
        run: () => void this.router.navigate(['/tasks', id]),
      });
    } catch (error) {
      this.notices.tellFailure(error);
    }
  }
}
