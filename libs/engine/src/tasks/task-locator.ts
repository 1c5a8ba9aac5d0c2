import type { PausableQueue } from '@workstream/contracts';
import type { RedisClient } from '../redis-client';
import type { Keys } from '../keys';
import { placeOf } from './task-places';

const LISTS = ['high', 'primary', 'low', 'retry'] as const;
type ListName = (typeof LISTS)[number];

/** How far into a list a position is looked for: the search walks the list. */
const LONGEST_LOOK = 100_000;

/** Where a waiting task stands. */
export interface QueuePlace {
  readonly queue: PausableQueue;
  /** Tasks of its queue and priority that are before it; null when more are than are counted. */
  readonly ahead: number | null;
}

/** Says where in line a task stands. */
export class TaskLocator {
  constructor(private readonly options: { readonly redis: RedisClient; readonly keys: Keys }) {}

  /** Null for a task that stands in no line. */
  async find(id: string): Promise<QueuePlace | null> {
    const { redis, keys } = this.options;
    const [state, queue, priority] = await redis.hmget(keys.task(id), 'state', 'queue', 'priority');
    const place = placeOf({ state: state ?? '', queue: queue ?? undefined, priority: priority ?? undefined });
    if (!isList(place)) return null;
    const ahead = await redis.lpos(keys[place], id, 'MAXLEN', LONGEST_LOOK);
    return { queue: place === 'retry' ? 'retry' : 'primary', ahead };
  }
}

const isList = (place: string): place is ListName => (LISTS as readonly string[]).includes(place);
