import { PAUSABLE_QUEUES, QUEUE_NAMES, PausableQueue, QueueDepths, QueueName, TaskState } from '@workstream/contracts';
import { DepthSample } from '../../state/depth-history';
import { formatRate } from '../../ui/format/amount';
import { formatDuration } from '../../ui/format/duration';
import { idTimeMs } from '../../ui/format/id-time';
import { QueueCardModel } from '../../ui/queue-card/queue-card';

const MINUTE_MS = 60_000;

/** The span of the small curves, and of the pace. */
export const PACE_MS = 5 * MINUTE_MS;

/** All that the cards are made of. */
export interface QueuePicture {
  readonly depths: QueueDepths | null;
  readonly samples: readonly DepthSample[];
  readonly paused: ReadonlySet<PausableQueue>;
  /** False only when it is known that nobody works. */
  readonly hasWorkers: boolean;
  readonly nextIds: Readonly<Record<QueueName, readonly string[]>>;
  readonly nowMs: number;
}

const LOOKS: Readonly<
  Record<QueueName, { readonly label: string; readonly state: TaskState; readonly meaning: string }>
> = {
  primary: { label: 'Primary', state: 'PENDING', meaning: 'New tasks, and those that a person sent back.' },
  retry: { label: 'Retry', state: 'FAILED', meaning: 'Failed before, due again. Gets its share beside new tasks.' },
  scheduled: { label: 'Scheduled', state: 'SCHEDULED', meaning: 'Waits for its time, then joins another queue.' },
  dlq: { label: 'Dead letters', state: 'DLQ', meaning: 'Failed for good. Waits for a person, not for a worker.' },
};

/** Every queue as a card. */
export const queueCards = (picture: QueuePicture): readonly QueueCardModel[] =>
  QUEUE_NAMES.map((name) => cardOf(name, picture));

/** Whether a queue can be told to give out nothing. */
export const isPausable = (name: QueueName): name is PausableQueue =>
  (PAUSABLE_QUEUES as readonly QueueName[]).includes(name);

function cardOf(name: QueueName, picture: QueuePicture): QueueCardModel {
  const recent = picture.samples.filter((sample) => sample.atMs > picture.nowMs - PACE_MS);
  const perMinute = growthPerMinute(name, recent);
  const depth = picture.depths?.[name] ?? null;
  const isPaused = isPausable(name) && picture.paused.has(name);
  return {
    name,
    ...LOOKS[name],
    depth,
    past: recent.map(({ depths }) => depths[name]),
    oldestMs: oldestMs(name, picture),
    pace: paceText(perMinute),
    drain: outlook(name, depth ?? 0, perMinute, isPaused),
    canPause: isPausable(name),
    isPaused,
    hasNoWorkers: isPausable(name) && !picture.hasWorkers,
    nextIds: picture.nextIds[name],
  };
}

function growthPerMinute(name: QueueName, recent: readonly DepthSample[]): number {
  const [first, last] = [recent[0], recent.at(-1)];
  if (!first || !last || first === last) return 0;
  return ((last.depths[name] - first.depths[name]) / (last.atMs - first.atMs)) * MINUTE_MS;
}

// The scheduled queue is ordered by due time, so that its first id says nothing of the oldest task.
function oldestMs(name: QueueName, { nextIds, nowMs }: QueuePicture): number | null {
  const [first] = nextIds[name];
  const createdMs = first === undefined || name === 'scheduled' ? null : idTimeMs(first);
  return createdMs === null ? null : nowMs - createdMs;
}

function paceText(perMinute: number): string {
  const rate = Math.round(perMinute);
  if (rate === 0) return 'steady';
  return `${rate > 0 ? '+' : '−'}${formatRate(Math.abs(rate))}`;
}

function outlook(name: QueueName, depth: number, perMinute: number, isPaused: boolean): string {
  if (depth === 0) return 'empty';
  if (name === 'dlq') return 'waits for a person';
  if (isPaused) return 'paused';
  if (perMinute > 0.5) return 'grows';
  if (perMinute > -0.5) return 'stands still';
  return `empty in ${formatDuration((depth / -perMinute) * MINUTE_MS)}`;
}
