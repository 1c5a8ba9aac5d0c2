import { SchedulerRegistry } from '@nestjs/schedule';
import { createKeys, Promoter, Reaper, Retention, systemClock, TaskQueue, type Clock } from '@workstream/engine';
import { RedisServer } from '@workstream/testing';
import { loadConfig } from '../../shared/config';
import { Scheduler } from './scheduler';

describe('Scheduler', () => {
  let server: RedisServer;
  beforeAll(async () => void (server = await RedisServer.start()));
  afterAll(() => server.stop());

  it('waits for a task that comes due before its next look, and looks one at a time', async () => {
    const [redis, keys] = [server.client(), createKeys()];
    const queue = new TaskQueue({ redis, keys });
    const { id } = await queue.enqueue({ type: 'summarize', content: 'A text.' });
    await queue.claim({ workerId: 'w', want: 1, heartbeatTtlMs: 60_000, random: 0 });
    const failure = {
      errorType: 'NetworkError',
      message: 'Lost',
      permanent: false,
      restMs: 200,
      usesRetry: true,
    } as const;
    await queue.fail('w', [{ id, attempt: 1, ...failure }]);

    const waits: number[] = [];
    const clock: Clock = {
      ...systemClock,
      delay: (ms, signal) => {
        waits.push(ms);
        return systemClock.delay(ms, signal);
      },
    };
    const reaper = new Reaper({ redis, keys, queue });
    const retention = new Retention({ redis, keys, queue });
    const timers = new SchedulerRegistry();
    const scheduler = new Scheduler(new Promoter({ queue }), reaper, retention, timers, clock, loadConfig({}));
    const first = scheduler.promote();
    expect(scheduler.promote()).toBe(first);
    await first;
    expect(await redis.lrange(keys.retry, 0, -1)).toEqual([id]);
    expect(waits.length).toBeLessThanOrEqual(3);
    expect(Math.max(...waits)).toBeLessThanOrEqual(200);
  });
});
