import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { QUEUE_NAMES, QueueDepths, QueueName, TaskState } from '@workstream/contracts';
import { formatCount } from '../format/amount';
import { Sparkline } from '../sparkline/sparkline';

const LOOKS: Readonly<Record<QueueName, { readonly label: string; readonly state: TaskState }>> = {
  primary: { label: 'Primary', state: 'PENDING' },
  retry: { label: 'Retry', state: 'FAILED' },
  scheduled: { label: 'Scheduled', state: 'SCHEDULED' },
  dlq: { label: 'Dead letters', state: 'DLQ' },
};

/** How many tasks wait in each queue, beside the others and over the last minutes. */
@Component({
  selector: 'ws-queue-bars',
  imports: [Sparkline],
  templateUrl: './queue-bars.html',
  styleUrl: './queue-bars.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QueueBars {
  readonly depths = input.required<QueueDepths | null>();
  /** Depths of the past, oldest first. */
  readonly history = input.required<readonly QueueDepths[]>();
  readonly capacity = input.required<number>();

  protected readonly bars = computed(() => {
    const depths = this.depths();
    const deepest = Math.max(1, ...Object.values(depths ?? {}));
    return QUEUE_NAMES.map((name) => ({
      name,
      ...LOOKS[name],
      count: depths ? formatCount(depths[name]) : '–',
      percent: depths ? (depths[name] / deepest) * 100 : 0,
      past: this.history().map((sample) => sample[name]),
    }));
  });
}
