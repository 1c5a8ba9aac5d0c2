import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TaskState } from '@workstream/contracts';
import { STATE_LOOKS } from './state-looks';

/** A state as colour, icon and word; its text is the state and nothing else. */
@Component({
  selector: 'ws-state-chip',
  imports: [MatIcon],
  template: '<mat-icon [svgIcon]="icon()" /><span>{{ state() }}</span>',
  styleUrl: './state-chip.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-state]': 'state()' },
})
export class StateChip {
  readonly state = input.required<TaskState>();

  protected readonly icon = computed(() => STATE_LOOKS[this.state()].icon);
}
