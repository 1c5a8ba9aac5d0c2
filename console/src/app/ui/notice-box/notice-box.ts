import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { IconName } from '../icons/icon-paths';

/** Stands where content is missing: says why, and holds what may be done about it. */
@Component({
  selector: 'ws-notice-box',
  imports: [MatIcon],
  template: `
    <mat-icon [svgIcon]="icon()" />
    <h2>{{ heading() }}</h2>
    <p>{{ text() }}</p>
    <div class="actions"><ng-content /></div>
  `,
  styleUrl: './notice-box.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NoticeBox {
  readonly icon = input<IconName>('info');
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
}
