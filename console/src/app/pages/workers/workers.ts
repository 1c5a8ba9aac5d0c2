import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { ANY_TASK } from '../../api/task-query';
import { TasksApi } from '../../api/tasks-api';
import { WorkersApi } from '../../api/workers-api';
import { polled } from '../../state/polled';
import { WorkerSwitches } from '../../state/worker-switches';
import { Command } from '../../ui/command/command';
import { FleetTable } from '../../ui/fleet-table/fleet-table';
import { NoticeBox } from '../../ui/notice-box/notice-box';
import { BarPart, StackedBar } from '../../ui/stacked-bar/stacked-bar';
import { slotParts } from './slot-parts';

const EVERY_MS = 3_000;
const MOST_ACTIVE = 100;

/** Each worker process: how it fares, what it holds, and whether it may take more. */
@Component({
  selector: 'ws-workers',
  imports: [Command, FleetTable, NoticeBox, StackedBar],
  templateUrl: './workers.html',
  styleUrl: './workers.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Workers {
  private readonly api = inject(WorkersApi);
  private readonly tasks = inject(TasksApi);
  protected readonly switches = inject(WorkerSwitches);

  protected readonly fleet = polled(() => this.api.fleet(), EVERY_MS, this.switches.turned$);
  private readonly running = polled(
    () => this.tasks.listSummaries({ ...ANY_TASK, state: 'ACTIVE', pageSize: MOST_ACTIVE }),
    EVERY_MS,
  );

  protected readonly active = computed(() => this.running().value?.tasks ?? []);
  protected readonly headline = computed(() => {
    const fleet = this.fleet().value;
    if (!fleet) return '';
    const stale = fleet.stale_workers > 0 ? `, ${fleet.stale_workers} stale` : '';
    return `${fleet.healthy_workers} healthy of ${fleet.total_workers}${stale}`;
  });
  protected readonly slots = computed((): readonly BarPart[] => slotParts(this.fleet().value?.worker_details ?? []));
}
