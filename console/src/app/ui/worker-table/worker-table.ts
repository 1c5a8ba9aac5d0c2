import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { WorkerDetails } from '@workstream/contracts';
import { BytesPipe, CountPipe } from '../format/amount';
import { DurationPipe } from '../format/duration';

/** The worker processes, one a line. */
@Component({
  selector: 'ws-worker-table',
  imports: [MatIcon, BytesPipe, CountPipe, DurationPipe],
  templateUrl: './worker-table.html',
  styleUrl: './worker-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WorkerTable {
  readonly workers = input.required<readonly WorkerDetails[]>();

  protected readonly rows = computed(() =>
    this.workers().map((worker) => ({
      ...worker,
      icon: worker.status === 'healthy' ? 'completed' : 'failed',
      slots: `${worker.active_tasks} / ${worker.concurrency ?? '?'}`,
      busyPercent: worker.concurrency ? Math.min(100, (worker.active_tasks / worker.concurrency) * 100) : 0,
      heartbeatAgeMs: worker.heartbeat_age_seconds === null ? null : worker.heartbeat_age_seconds * 1_000,
    })),
  );
}
