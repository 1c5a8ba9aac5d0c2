import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TaskSummary, WorkerDetails } from '@workstream/contracts';
import { CopyButton } from '../copy-button/copy-button';
import { BytesPipe, CountPipe } from '../format/amount';
import { DurationPipe } from '../format/duration';
import { ShortIdPipe } from '../format/short-id';
import { fleetRows } from './fleet-rows';

/** The worker processes in full, with the tasks that they hold and the switch that drains them. */
@Component({
  selector: 'ws-fleet-table',
  imports: [BytesPipe, CopyButton, CountPipe, DurationPipe, MatButton, MatIcon, RouterLink, ShortIdPipe],
  templateUrl: './fleet-table.html',
  styleUrl: './fleet-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FleetTable {
  readonly workers = input.required<readonly WorkerDetails[]>();
  /** Tasks that run now, of whichever worker. */
  readonly active = input.required<readonly TaskSummary[]>();

  readonly drained = output<string>();
  readonly undrained = output<string>();

  protected readonly rows = computed(() => fleetRows(this.workers(), this.active()));
}
