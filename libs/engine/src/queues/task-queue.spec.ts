import { breaches, until } from '@workstream/testing';
import { World, WORKER } from '../../test/world';
import { StorageFullError } from '../errors';
import { createdAtMs } from '../tasks/task-record';
import { TaskQueue } from './task-queue';

describe('TaskQueue', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
  });
  afterEach(async () => {
    expect(await breaches(world.node)).toEqual([]);
    await world.clear();
  });
  afterAll(() => world.end());

  describe('enqueue', () => {
    it('writes the documented keys and nothing else', async () => {
      const id = await world.enqueue({ metadata: { filename: 'a.txt' }, maxRetries: 5 });
      expect(await world.everything()).toEqual({
        [`task:${id}`]: {
          state: 'PENDING',
          task_type: 'summarize',
          c0: 'A text.',
          content_length: '7',
          metadata: '{"filename":"a.txt"}',
          max_retries: '5',
        },
        'tasks:pending:primary': [id],
        'tasks:types': ['summarize'],
        'tasks:wake': { 0: 0 },
        ...Object.fromEntries((await world.minuteStats()).map((key) => [key, { created: '1' }])),
      });
    });

    it('gives ids that begin with the time of creation and say that they are UUIDs', async () => {
      const id = await world.enqueue();
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const [seconds] = await world.redis.time();
      expect(Math.abs(createdAtMs(id) / 1000 - Number(seconds))).toBeLessThan(5);
    });

    it('keeps raw bytes in a key of their own, with a lifetime', async () => {
      const bytes = Buffer.from([0, 255, 10, 13, 0]);
      const id = await world.enqueue({ content: null, attachment: bytes });
      expect(await world.store.attachment(id)).toEqual(bytes);
      expect(await world.redis.pttl(world.keys.attachment(id))).toBeGreaterThan(0);
      expect((await world.store.get(id))?.content).toBeNull();
    });

    it('takes many at once, in order', async () => {
      const tasks = Array.from({ length: 1000 }, (_, i) => ({ type: 'summarize', content: `Text ${String(i)}` }));
      const ids = (await world.queue.enqueueMany(tasks)).map(({ id }) => id);
      expect(await world.store.ids('primary', 2000)).toEqual(ids);
    });

    it('creates a task once for an idempotency key, as long as that task exists', async () => {
      const task = { type: 'summarize', content: 'A', idempotencyKey: 'key' };
      const both = await Promise.all([world.queue.enqueue(task), world.queue.enqueue(task)]);
      expect(both.map(({ status }) => status)).toEqual(['CREATED', 'EXISTING']);
      const [{ id }] = both;
      expect(await world.queue.enqueue({ ...task, content: 'B' })).toEqual({ status: 'CONFLICT', id });
      expect(await world.store.ids('primary', 10)).toEqual([id]);
      await world.queue.delete(id);
      expect((await world.queue.enqueue({ ...task, content: 'B' })).status).toBe('CREATED');
    });

    it('sends calls of one turn together, and each gets its own answer', async () => {
      const before = Number(/total_commands_processed:(\d+)/.exec(await world.node.info('stats'))![1]);
      const ids = await Promise.all(Array.from({ length: 200 }, () => world.enqueue()));
      expect(new Set(ids).size).toBe(200);
      expect(await world.store.ids('primary', 500)).toEqual(ids);
      const stats = await world.node.info('commandstats');
      expect(before).toBeGreaterThan(0);
      expect(Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)![1])).toBeLessThan(50);
    });

    it('keeps a delayed task in the schedule until its time, then puts it before those that wait in line', async () => {
      const [seconds] = await world.redis.time();
      const waiting = await world.enqueue();
      const late = await world.enqueue({ runAtMs: Number(seconds) * 1000 + 3_600_000 });
      const due = await world.enqueue({ runAtMs: Number(seconds) * 1000 + 1_500 });
      expect(await world.store.ids('scheduled', 10)).toEqual([due, late]);
      await until('it is due', async () => (await world.queue.promote(10)).promoted > 0);
      expect(await world.store.ids('primary', 10)).toEqual([due, waiting]);
      expect((await world.store.get(due))?.state_history.map(({ state }) => state)).toEqual(['SCHEDULED', 'PENDING']);
    });

    it('counts the age of a delayed task from the time it was delayed to', async () => {
      const hasty = new TaskQueue({ redis: world.redis, keys: world.keys, maxAgeMs: 60_000 });
      const [seconds] = await world.redis.time();
      const runAtMs = Number(seconds) * 1000 + 3_600_000;
      const { id } = await hasty.enqueue({ type: 'summarize', content: 'A', runAtMs });
      const allowedMs = Number(await world.redis.hget(world.keys.task(id), 'max_age_ms'));
      expect(allowedMs).toBeGreaterThan(3_600_000);
      const own = await hasty.enqueue({ type: 'summarize', content: 'A', runAtMs, maxAgeMs: 5 });
      expect(await world.redis.hget(world.keys.task(own.id), 'max_age_ms')).toBe('5');
    });

    it('refuses more tasks than one step can take', async () => {
      const tasks = Array.from({ length: 5_001 }, () => ({ type: 'summarize', content: 'A' }));
      await expect(world.queue.enqueueMany(tasks)).rejects.toThrow(RangeError);
    });

    it('leaves nothing half-done when Redis is full, while running tasks still finish', async () => {
      const [running] = (await world.enqueue(), await world.claim());
      await world.node.config('SET', 'maxmemory', '1');
      await expect(world.enqueue()).rejects.toThrow(StorageFullError);
      expect(await world.complete(running!)).toEqual(['COMPLETED']);
      await world.node.config('SET', 'maxmemory', '0');
      expect(await world.store.ids('primary', 10)).toEqual([]);
    });
  });

  describe('claim', () => {
    it('takes the oldest first and tells what the handler needs', async () => {
      const first = await world.enqueue({ content: 'One' });
      await world.enqueue({ content: 'Two' });
      expect(await world.claim()).toEqual([
        {
          id: first,
          attempt: 1,
          type: 'summarize',
          content: 'One',
          metadata: {},
          labels: {},
          retryCount: 0,
          maxRetries: 3,
          timeoutMs: null,
        },
      ]);
    });

    it('renews the lease and notes the owner in the same step', async () => {
      const id = await world.enqueue();
      await world.claim();
      expect(await world.redis.pttl(world.keys.heartbeat(WORKER))).toBeGreaterThan(50_000);
      expect(await world.redis.smembers(world.keys.activeTasks(WORKER))).toEqual([id]);
      expect(await world.redis.zrange(world.keys.knownWorkers, 0, '-1')).toEqual([WORKER]);
    });

    it('wakes the next worker while work remains', async () => {
      await world.enqueue();
      await world.enqueue();
      await world.redis.del(world.keys.wake);
      await world.claim(1);
      expect(await world.redis.zcard(world.keys.wake)).toBe(1);
      await world.redis.del(world.keys.wake);
      await world.claim(1);
      expect(await world.redis.zcard(world.keys.wake)).toBe(0);
    });

    it.each([
      { retries: 20, warningDepth: 1000, share: 3 },
      { retries: 20, warningDepth: 20, share: 2 },
    ])(
      'gives $share of 10 slots to the retry queue when $retries wait there',
      async ({ retries, warningDepth, share }) => {
        for (let i = 0; i < retries; i++) await world.given('SCHEDULED');
        await world.queue.promote(100);
        for (let i = 0; i < 20; i++) await world.enqueue();
        const options = { redis: world.redis, keys: world.keys, retryShare: { warningDepth, criticalDepth: 5000 } };
        const { tasks: claimed } = await new TaskQueue(options).claim({
          workerId: WORKER,
          want: 10,
          heartbeatTtlMs: 60_000,
          random: 0,
        });
        expect(claimed.filter((task) => task.retryCount > 0)).toHaveLength(share);
      },
    );

    it('takes high before normal before low, and gives each its share when all have work', async () => {
      const levels = ['low', 'normal', 'high'] as const;
      for (const priority of levels) {
        await world.queue.enqueueMany(Array.from({ length: 100 }, () => ({ type: priority, content: '', priority })));
      }
      const share = async () => {
        const types = (await world.claim(10)).map((task) => task.type);
        return levels.map((level) => types.filter((type) => type === level).length);
      };
      expect(await share()).toEqual([1, 3, 6]);
      await world.redis.del(world.keys.high);
      expect(await share()).toEqual([1, 9, 0]);
      await world.clear();
    });

    it('never takes more than it was asked for, and wakes the next worker, whatever the shares come to', async () => {
      for (const priority of ['low', 'normal', 'high'] as const) {
        await world.queue.enqueueMany(Array.from({ length: 250 }, () => ({ type: priority, content: '', priority })));
      }
      for (let chance = 0; chance < 100; chance++) {
        const want = 1 + (chance % 4);
        await world.redis.del(world.keys.wake);
        const request = { workerId: WORKER, want, heartbeatTtlMs: 60_000, random: chance / 100 };
        expect((await world.queue.claim(request)).tasks).toHaveLength(want);
        expect(await world.redis.zcard(world.keys.wake)).toBe(1);
      }
    });

    it('buries a task that waited longer than its age limit, instead of running it', async () => {
      const id = await world.enqueue({ maxAgeMs: 0 });
      const [seconds, micros] = await world.redis.time();
      const now = () => world.redis.time().then(([s, us]) => Number(s) * 1e6 + Number(us));
      const since = Number(seconds) * 1e6 + Number(micros);
      await until('some ms have passed', async () => (await now()) > since + 2_000);
      expect(await world.claim()).toEqual([]);
      expect(await world.store.get(id)).toMatchObject({ state: 'DLQ', error_type: 'Expired', attempt: 0 });
    });

    it('takes nothing from a paused queue until it is resumed', async () => {
      await world.given('SCHEDULED');
      await world.queue.promote(10);
      const id = await world.enqueue();
      await world.queue.pause('primary');
      expect((await world.claim(5)).map((task) => task.id)).not.toContain(id);
      expect(await world.claim(5)).toEqual([]);
      await world.queue.resume('primary');
      expect((await world.claim(5)).map((task) => task.id)).toEqual([id]);
    });

    it('gives nothing to a draining worker, says so, and leaves the wake-up to another', async () => {
      await world.enqueue();
      await world.queue.drain(WORKER);
      await world.redis.del(world.keys.wake);
      const asked = await world.queue.claim({ workerId: WORKER, want: 1, heartbeatTtlMs: 60_000, random: 0 });
      expect(asked).toEqual({ tasks: [], isDraining: true, nextDueInMs: null });
      expect(await world.redis.zcard(world.keys.wake)).toBe(1);
      expect(await world.claim(1, 'worker-b')).toHaveLength(1);
    });

    it('fills all slots from one queue when the other is empty', async () => {
      for (let i = 0; i < 5; i++) await world.enqueue();
      expect(await world.claim(10)).toHaveLength(5);
    });
  });

  describe('the fence', () => {
    it('refuses the outcome of an attempt that was recovered, and keeps the one of the attempt after it', async () => {
      const { id, ...zombie } = await world.given('ACTIVE');
      await world.redis.del(world.keys.heartbeat(WORKER));
      await world.queue.recover({ workerId: WORKER, maxCrashes: 3, restMs: 0 });
      const [second] = await world.claim(1, 'worker-b');
      expect(await world.complete({ id, ...zombie }, { by: 'zombie' })).toEqual(['STALE']);
      expect(await world.complete(second!, { by: 'second' }, 'worker-b')).toEqual(['COMPLETED']);
      expect(await world.complete({ id, ...zombie }, { by: 'zombie' })).toEqual(['STALE']);
      expect((await world.store.get(id))?.result).toEqual({ by: 'second' });
    });

    it('refuses an earlier attempt of the same worker on the same task', async () => {
      const first = await world.given('ACTIVE');
      await world.queue.release(WORKER, [first]);
      const [second] = await world.claim();
      expect(await world.complete(first)).toEqual(['STALE']);
      expect(await world.complete(second!)).toEqual(['COMPLETED']);
    });

    it('answers a repeated outcome as it did the first time', async () => {
      const done = await world.given('ACTIVE');
      expect(await world.complete(done)).toEqual(['COMPLETED']);
      expect(await world.complete(done)).toEqual(['COMPLETED']);
      const failed = await world.given('ACTIVE');
      expect(await world.fail(failed)).toEqual(['SCHEDULED']);
      expect(await world.fail(failed)).toEqual(['SCHEDULED']);
      expect((await world.store.get(failed.id))?.error_history).toHaveLength(1);
    });

    it('does not let a deleted task come back through a late finish', async () => {
      const running = await world.given('ACTIVE');
      await world.queue.delete(running.id);
      expect(await world.complete(running)).toEqual(['STALE']);
      expect(await world.stateOf(running.id)).toBe('GONE');
    });
  });

  describe('fail', () => {
    it('keeps the error, passes through FAILED and rests in the schedule', async () => {
      const { id } = await world.given('SCHEDULED');
      const task = await world.store.get(id);
      expect(task).toMatchObject({
        state: 'SCHEDULED',
        retry_count: 1,
        last_error: 'reset',
        error_type: 'NetworkError',
        error_history: [{ attempt: 1, error_type: 'NetworkError', message: 'reset', worker_id: WORKER }],
      });
      expect(task?.retry_after).not.toBeNull();
      expect(task?.state_history.map(({ state }) => state)).toEqual(['PENDING', 'ACTIVE', 'FAILED', 'SCHEDULED']);
    });

    it('sends a task to the DLQ when its last retry fails, with a snapshot', async () => {
      const id = await world.enqueue({ maxRetries: 1 });
      for (let attempt = 1; attempt <= 2; attempt++) {
        await world.queue.promote(10);
        await world.fail({ id, attempt: (await world.claim())[0]!.attempt });
      }
      expect(await world.stateOf(id)).toBe('DLQ');
      expect(await world.redis.hgetall(world.keys.dlqTask(id))).toMatchObject({
        task_id: id,
        error: 'reset',
        error_type: 'NetworkError',
        retry_count: '1',
        attempt: '2',
      });
    });

    it('does not use up a retry for a throttle', async () => {
      const id = await world.enqueue({ maxRetries: 0 });
      const [attempt] = await world.claim();
      expect(await world.fail(attempt!, { errorType: 'RateLimited', usesRetry: false })).toEqual(['SCHEDULED']);
      expect((await world.store.get(id))?.retry_count).toBe(0);
    });

    it('bounds the histories of a task that fails for ever', async () => {
      const id = await world.enqueue({ maxRetries: 1_000 });
      for (let i = 0; i < 400; i++) {
        const [attempt] = await world.claim();
        await world.fail(attempt!, { message: 'x'.repeat(3_000) });
        await world.queue.promote(1);
      }
      const task = await world.redis.hgetall(world.keys.task(id));
      expect(task['error_history']!.length).toBeLessThan(36_000);
      expect(task['state_history']!.length).toBeLessThan(8_200);
      expect((await world.store.get(id))?.error_history.at(-1)?.attempt).toBe(400);
    });
  });

  describe('promote', () => {
    it('leaves a task that is not due and says when it will be', async () => {
      const [attempt] = (await world.enqueue(), await world.claim());
      await world.fail(attempt!, { restMs: 5_000 });
      const { promoted, nextDueInMs } = await world.queue.promote(10);
      expect(promoted).toBe(0);
      expect(nextDueInMs).toBeGreaterThan(4_000);
      expect(nextDueInMs).toBeLessThanOrEqual(5_000);
    });

    it('lets no delayed task go before one that came due sooner, however many calls that takes', async () => {
      const ids = await Promise.all([1, 2, 3, 4].map((s) => world.enqueue({ runAtMs: 4e12 + s * 1_000 })));
      await world.redis.zadd(world.keys.scheduled, ...ids.flatMap((id, i) => [i, id]));
      expect(await world.queue.promote(2)).toEqual({ promoted: 2, nextDueInMs: 0 });
      expect(await world.queue.promote(2)).toEqual({ promoted: 0, nextDueInMs: 0 });
      expect((await world.claim(2)).map(({ id }) => id)).toEqual(ids.slice(0, 2));
      expect(await world.queue.promote(2)).toEqual({ promoted: 2, nextDueInMs: null });
      expect((await world.claim(2)).map(({ id }) => id)).toEqual(ids.slice(2));
    });

    it('keeps nothing in the schedule for the sake of tasks that nobody takes', async () => {
      await world.queue.pause('primary');
      const ids = await Promise.all([1, 2, 3].map((s) => world.enqueue({ runAtMs: 4e12 + s * 1_000 })));
      await world.redis.zadd(world.keys.scheduled, ...ids.flatMap((id, i) => [i, id]));
      while ((await world.queue.promote(1)).promoted > 0);
      expect(await world.redis.zcard(world.keys.scheduled)).toBe(0);
    });

    it('moves each due task once, however many promoters run', async () => {
      for (let i = 0; i < 50; i++) await world.given('SCHEDULED');
      const counts = await Promise.all(Array.from({ length: 10 }, () => world.queue.promote(20)));
      expect(counts.reduce((sum, { promoted }) => sum + promoted, 0)).toBe(50);
      expect(await world.store.ids('retry', 100)).toHaveLength(50);
    });
  });

  describe('hold', () => {
    const ask = () => world.queue.claim({ workerId: WORKER, want: 5, heartbeatTtlMs: 60_000, random: 0 });

    it('leaves the lists as they are where all types are held, and says for how long', async () => {
      const ids = [await world.enqueue(), await world.enqueue()];
      await world.queue.hold(['summarize'], 60_000);
      const { tasks, nextDueInMs } = await ask();
      expect(tasks).toEqual([]);
      expect(nextDueInMs).toBeGreaterThan(50_000);
      expect(await world.store.ids('primary', 9)).toEqual(ids);
    });

    it('sets tasks of a held type aside until then, as no attempt, and takes those of others', async () => {
      const heldId = await world.enqueue();
      const otherId = await world.enqueue({ type: 'pdfxtract' });
      await world.queue.hold(['summarize'], 60_000);
      expect((await ask()).tasks.map(({ id }) => id)).toEqual([otherId]);
      expect(await world.store.get(heldId)).toMatchObject({ state: 'SCHEDULED', attempt: 0, retry_count: 0 });
      expect(await breaches(world.node)).toEqual([]);
      await world.redis.zadd(world.keys.scheduled, 0, heldId);
      await world.queue.promote(9);
      await world.queue.liftHold(['summarize']);
      expect((await ask()).tasks.map(({ id }) => id)).toEqual([heldId]);
    });

    it('is not shortened by a shorter one, and ends by itself', async () => {
      const id = await world.enqueue();
      await world.queue.hold(['summarize'], 60_000);
      await world.queue.hold(['summarize'], 1);
      expect((await ask()).tasks).toEqual([]);
      await world.redis.hset(world.keys.heldTypes, 'summarize', 1);
      expect((await ask()).tasks.map((task) => task.id)).toEqual([id]);
      expect(await world.redis.exists(world.keys.heldTypes)).toBe(0);
    });
  });

  describe('recover', () => {
    const crash = async () => {
      await world.redis.del(world.keys.heartbeat(WORKER));
      return world.queue.recover({ workerId: WORKER, maxCrashes: 3, restMs: 0 });
    };

    it('does nothing while the lease holds', async () => {
      const { id } = await world.given('ACTIVE');
      const result = await world.queue.recover({ workerId: WORKER, maxCrashes: 3, restMs: 0 });
      expect(result).toEqual({ status: 'ALIVE', returned: 0, buried: 0 });
      expect(await world.stateOf(id)).toBe('ACTIVE');
    });

    it('puts the task at the head of its queue without counting a retry', async () => {
      const { id } = await world.given('ACTIVE');
      await world.enqueue();
      expect(await crash()).toEqual({ status: 'DONE', returned: 1, buried: 0 });
      expect((await world.store.ids('primary', 1))[0]).toBe(id);
      expect((await world.store.get(id))?.retry_count).toBe(0);
      expect(await world.redis.zcard(world.keys.knownWorkers)).toBe(0);
    });

    it('buries a task that crashed its worker for the third time, as poison', async () => {
      const id = await world.enqueue();
      for (let crashes = 1; crashes <= 3; crashes++) {
        await world.queue.promote(10);
        await world.claim();
        await crash();
      }
      expect(await world.store.get(id)).toMatchObject({ state: 'DLQ', error_type: 'Poison', retry_count: 0 });
    });

    it('works in bounded steps', async () => {
      for (let i = 0; i < 250; i++) await world.enqueue();
      await world.claim(250);
      const statuses = [await crash(), await crash(), await crash()].map(({ status, returned }) => [status, returned]);
      expect(statuses).toEqual([
        ['MORE', 100],
        ['MORE', 100],
        ['DONE', 50],
      ]);
    });
  });

  describe('retry', () => {
    it('gives back all retries when asked to', async () => {
      const { id } = await world.given('DLQ');
      expect(await world.queue.retry(id, { resetRetryCount: true })).toEqual({ status: 'QUEUED' });
      expect(await world.store.get(id)).toMatchObject({ state: 'PENDING', retry_count: 0, completed_at: null });
      expect(await world.store.ids('retry', 10)).toEqual([id]);
    });

    it('is refused for a task that is not dead, naming its state', async () => {
      const { id } = await world.given('COMPLETED');
      expect(await world.queue.retry(id)).toEqual({ status: 'WRONG_STATE', state: 'COMPLETED' });
      expect(await world.queue.retry('nobody')).toEqual({ status: 'NOT_FOUND' });
    });
  });

  describe('cancel', () => {
    it('ends a running task, whose outcome is then refused', async () => {
      const running = await world.given('ACTIVE');
      expect(await world.queue.cancel(running.id, 'wrong text')).toEqual({ status: 'CANCELLED' });
      expect(await world.complete(running)).toEqual(['STALE']);
      expect(await world.stateOf(running.id)).toBe('CANCELLED');
    });

    it('is refused for a task that has ended, naming its state', async () => {
      const { id } = await world.given('COMPLETED');
      expect(await world.queue.cancel(id, '')).toEqual({ status: 'WRONG_STATE', state: 'COMPLETED' });
      expect(await world.queue.cancel('nobody', '')).toEqual({ status: 'NOT_FOUND' });
    });
  });

  describe('removeExpired', () => {
    it('removes what ended long enough ago, and nothing else, in bounded steps', async () => {
      for (let i = 0; i < 5; i++) await world.given('COMPLETED');
      const dead = await world.given('DLQ');
      expect(await world.queue.removeExpired('completed', 'summarize', 3_600_000, 10)).toBe(0);
      expect(await world.queue.removeExpired('completed', 'summarize', 0, 3)).toBe(3);
      expect(await world.queue.removeExpired('completed', 'summarize', 0, 3)).toBe(2);
      expect(await world.stateOf(dead.id)).toBe('DLQ');
      expect(await world.queue.removeExpired('dlq', 'summarize', 0, 3)).toBe(1);
      expect(await world.stateOf(dead.id)).toBe('GONE');
    });
  });

  it('publishes one event a call, naming every task that moved', async () => {
    const subscriber = world.server.client();
    const messages: string[] = [];
    const three = new Promise<void>((resolve) => {
      subscriber.on('message', (_channel, message) => {
        if (messages.push(message) === 3) resolve();
      });
    });
    await subscriber.subscribe(world.keys.updates);
    const [a, b] = await world.queue.enqueueMany([
      { type: 'summarize', content: 'A' },
      { type: 'summarize', content: 'B' },
    ]);
    await world.claim(2);
    await world.queue.delete(a!.id);
    await three;
    const move = (from: string, to: string, ...ids: string[]) => ({ from, to, ids });
    expect(messages.map((message) => (JSON.parse(message) as { moves: unknown }).moves)).toEqual([
      [move('', 'PENDING', a!.id, b!.id)],
      [move('PENDING', 'ACTIVE', a!.id, b!.id)],
      [move('ACTIVE', '', a!.id)],
    ]);
  });
});
