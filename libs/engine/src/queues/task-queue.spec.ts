import { breaches } from '@workstream/testing';
import { World, WORKER } from '../../test/world';
import { TaskQueue } from './task-queue';

describe('TaskQueue', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
  });
  afterEach(async () => {
    expect(await breaches(world.redis)).toEqual([]);
    await world.clear();
  });
  afterAll(() => world.end());

  describe('enqueue', () => {
    it('writes the documented keys and nothing else', async () => {
      const id = await world.enqueue({ metadata: { content_length: 7 }, maxRetries: 5 });
      expect(await world.everything()).toEqual({
        [`task:${id}`]: expect.objectContaining({
          state: 'PENDING',
          task_type: 'summarize',
          content: 'A text.',
          metadata: '{"content_length":7}',
          max_retries: '5',
          attempt: '0',
        }) as unknown,
        'tasks:pending:primary': [id],
        'tasks:by_created:primary:summarize': { [id]: expect.any(Number) as unknown },
        'tasks:by_updated:primary:summarize': { [id]: expect.any(Number) as unknown },
        'tasks:ids': { [id]: 0 },
        'tasks:types': ['summarize'],
        'tasks:wake': { 0: 0 },
      });
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

    it('accepts a repeated create with the same id once', async () => {
      const first = await world.queue.enqueue({ id: 'same', type: 'summarize', content: 'A' });
      const second = await world.queue.enqueue({ id: 'same', type: 'summarize', content: 'A' });
      expect(second).toEqual(first);
      expect(await world.store.ids('primary', 10)).toEqual(['same']);
    });

    it('leaves nothing half-done when Redis is full, while running tasks still finish', async () => {
      const [running] = (await world.enqueue(), await world.claim());
      await world.redis.config('SET', 'maxmemory', '1');
      await expect(world.enqueue()).rejects.toThrow('OOM');
      expect(await world.complete(running!)).toEqual(['COMPLETED']);
      await world.redis.config('SET', 'maxmemory', '0');
      expect(await world.store.ids('primary', 10)).toEqual([]);
    });
  });

  describe('claim', () => {
    it('takes the oldest first and tells what the handler needs', async () => {
      const first = await world.enqueue({ content: 'One' });
      await world.enqueue({ content: 'Two' });
      expect(await world.claim()).toEqual([
        { id: first, attempt: 1, type: 'summarize', content: 'One', metadata: {}, retryCount: 0, maxRetries: 3 },
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
        const claimed = await new TaskQueue(options).claim({
          workerId: WORKER,
          want: 10,
          heartbeatTtlMs: 60_000,
          random: 0,
        });
        expect(claimed.filter((task) => task.retryCount > 0)).toHaveLength(share);
      },
    );

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

    it('moves each due task once, however many promoters run', async () => {
      for (let i = 0; i < 50; i++) await world.given('SCHEDULED');
      const counts = await Promise.all(Array.from({ length: 10 }, () => world.queue.promote(20)));
      expect(counts.reduce((sum, { promoted }) => sum + promoted, 0)).toBe(50);
      expect(await world.store.ids('retry', 100)).toHaveLength(50);
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
    expect(messages.map((message) => (JSON.parse(message) as { moves: unknown }).moves)).toEqual([
      [
        [a!.id, null, 'PENDING'],
        [b!.id, null, 'PENDING'],
      ],
      [
        [a!.id, 'PENDING', 'ACTIVE'],
        [b!.id, 'PENDING', 'ACTIVE'],
      ],
      [[a!.id, 'ACTIVE', null]],
    ]);
  });
});
