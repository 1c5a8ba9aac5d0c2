import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { InstantPipe } from '../format/instant';
import { RelativeTimePipe } from '../format/relative-time';

/** How long ago something was, with the exact time on hover; a dash for null. */
@Component({
  selector: 'ws-when',
  imports: [InstantPipe, RelativeTimePipe],
  template: '<time [attr.datetime]="at()" [title]="at() | wsInstant">{{ at() | wsRelativeTime: nowMs() }}</time>',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class When {
  readonly at = input.required<string | null>();
  readonly nowMs = input.required<number>();
}
