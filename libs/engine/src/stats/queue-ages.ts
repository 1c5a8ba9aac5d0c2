import type { PausableQueue } from '@workstream/contracts';
import type { Keys } from '../keys';
import type { RedisClient } from '../redis-client';
import { createdAtMs } from '../tasks/task-record';

/** How long the task at the head of each queue has been waiting. */
export class QueueAges {
  constructor(private readonly options: { readonly redis: RedisClient; readonly keys: Keys }) {}

  /** Milliseconds; 0 for an empty queue. The retry queue counts from when the task came into it. */
  async read(): Promise<Readonly<Record<PausableQueue, number>>> {
    const { redis, keys } = this.options;
    const [[seconds, micros], retry, ...heads] = await Promise.all([
      redis.time(),
      redis.lindex(keys.retry, 0),
      ...[keys.high, keys.primary, keys.low].map((list) => redis.lindex(list, 0)),
    ]);
    const now = Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
    const since = retry === null ? null : await redis.hget(keys.task(retry), 'updated_at');
    const age = (at: number | null) => (at === null ? 0 : Math.max(0, now - at));
    const ages = heads.map((id) => age(id === null ? null : createdAtMs(id)));
    return { primary: Math.max(...ages), retry: age(since === null ? null : Number(since)) };
  }
}
