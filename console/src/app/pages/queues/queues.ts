import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { QUEUE_NAMES, QueueName } from '@workstream/contracts';
import { forkJoin } from 'rxjs';
import { QueuesApi } from '../../api/queues-api';
import { WorkersApi } from '../../api/workers-api';
import { DEPTH_EVERY_MS, DepthHistory } from '../../state/depth-history';
import { LiveQueues } from '../../state/live-queues';
import { Now } from '../../state/now';
import { polled } from '../../state/polled';
import { QueueSwitches } from '../../state/queue-switches';
import { NoticeBox } from '../../ui/notice-box/notice-box';
import { QueueCard } from '../../ui/queue-card/queue-card';
import { BarPart, StackedBar } from '../../ui/stacked-bar/stacked-bar';
import { STATE_LOOKS } from '../../ui/state-chip/state-looks';
import { PACE_MS, isPausable, queueCards } from './queue-cards';

const EVERY_MS = 5_000;
const NO_IDS: Readonly<Record<QueueName, readonly string[]>> = { primary: [], retry: [], scheduled: [], dlq: [] };
const BAR_STATES = ['PENDING', 'ACTIVE', 'SCHEDULED', 'COMPLETED', 'DLQ', 'CANCELLED'] as const;

/** Each queue: what waits in it, how fast it drains, and who stops it. */
@Component({
  selector: 'ws-queues',
  imports: [NoticeBox, QueueCard, StackedBar],
  templateUrl: './queues.html',
  styleUrl: './queues.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Queues {
  private readonly api = inject(QueuesApi);
  private readonly workers = inject(WorkersApi);
  private readonly live = inject(LiveQueues);
  private readonly history = inject(DepthHistory);
  private readonly switches = inject(QueueSwitches);
  private readonly now = inject(Now);

  private readonly fleet = polled(() => this.workers.fleet(), EVERY_MS);
  private readonly nextIds = polled(
    () => forkJoin(Object.fromEntries(QUEUE_NAMES.map((name) => [name, this.api.nextIds(name)])) as NextIds),
    EVERY_MS,
  );

  protected readonly capacity = PACE_MS / DEPTH_EVERY_MS;
  protected readonly hasNoWorkers = computed(() => this.fleet().value?.healthy_workers === 0);
  protected readonly cards = computed(() =>
    queueCards({
      depths: this.live.depths(),
      samples: this.history.samples(),
      paused: this.switches.paused(),
      hasWorkers: !this.hasNoWorkers(),
      nextIds: this.nextIds().value ?? NO_IDS,
      nowMs: this.now.ms(),
    }),
  );
  protected readonly parts = computed((): readonly BarPart[] =>
    BAR_STATES.map((state) => ({ state, label: STATE_LOOKS[state].label, count: this.live.counts()?.[state] ?? 0 })),
  );

  protected pause(name: QueueName): void {
    if (isPausable(name)) this.switches.pause(name);
  }

  protected resume(name: QueueName): void {
    if (isPausable(name)) this.switches.resume(name);
  }
}

type NextIds = Readonly<Record<QueueName, ReturnType<QueuesApi['nextIds']>>>;
