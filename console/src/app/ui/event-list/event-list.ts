import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { InstantPipe } from '../format/instant';
import { StateChip } from '../state-chip/state-chip';
import { TaskMoment } from './events-of';

/** What happened, moment by moment. */
@Component({
  selector: 'ws-event-list',
  imports: [InstantPipe, StateChip],
  template: `
    <ol>
      @for (event of events(); track $index) {
        <li>
          <time class="ws-soft" [attr.datetime]="event.at">{{ event.at | wsInstant }}</time>
          <ws-state-chip [state]="event.state" />
          @if (event.text; as text) {
            <p>{{ text }}</p>
          }
        </li>
      }
    </ol>
  `,
  styleUrl: './event-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventList {
  readonly events = input.required<readonly TaskMoment[]>();
}
