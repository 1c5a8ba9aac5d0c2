import { RedisServer, until } from '@workstream/testing';
import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { systemClock } from '../clock';
import { createKeys } from '../keys';
import { RateLimiter, type AcquireResult, type Grant } from './rate-limiter';

const keys = createKeys();
const PATIENT = { timeoutMs: 60_000 };
const IMPATIENT = { timeoutMs: 0 };

const grantOf = (result: AcquireResult): Grant => {
  if (result.status !== 'GRANTED') throw new Error(`Expected a grant, got ${JSON.stringify(result)}`);
  return result.grant;
};

describe('RateLimiter', () => {
  let server: RedisServer;
  let redis: Redis;
  let limiter: RateLimiter;
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = server.client();
    limiter = new RateLimiter({ redis, keys });
  });
  beforeEach(() => redis.flushall());
  afterEach(async () => {
    for (const key of [keys.rateLimitBucket, keys.rateLimitTokens, keys.rateLimitHeader]) {
      const { used = '0', ...fields } = await redis.hgetall(key);
      const slices = Object.keys(fields).filter((field) => /^s\d+$/.test(field));
      expect(slices.reduce((sum, slice) => sum + Number(fields[slice]), 0)).toBe(Number(used));
    }
  });
  afterAll(() => server.stop());

  const bucket = async (name = 'requests') => (await limiter.metrics()).buckets.find((each) => each.name === name);
  const statuses = async (count: number, demand = {}) => {
    const seen: string[] = [];
    for (let i = 0; i < count; i++) seen.push((await limiter.acquire({ ...demand, ...IMPATIENT })).status);
    return seen;
  };

  it('grants everything, and counts it, while no limit is known', async () => {
    expect(await statuses(3)).toEqual(['GRANTED', 'GRANTED', 'GRANTED']);
    expect(await limiter.metrics()).toEqual({
      blockedUntilMs: null,
      waiters: 0,
      buckets: [
        {
          name: 'requests',
          source: 'none',
          capacity: null,
          windowMs: 60_000,
          refillPerSecond: null,
          available: null,
          used: 3,
        },
      ],
    });
  });

  it('grants as much as the window holds, then says when there is room', async () => {
    await limiter.configure({ requests: { limit: 2, windowMs: 60_000 }, tokens: null });
    expect(await statuses(2)).toEqual(['GRANTED', 'GRANTED']);
    const refused = await limiter.acquire(IMPATIENT);
    expect(refused).toEqual({ status: 'TIMED_OUT', retryInMs: expect.any(Number) });
    expect((refused as { retryInMs: number }).retryInMs).toBeLessThanOrEqual(60_300);
    expect(await bucket()).toMatchObject({ source: 'configured', capacity: 2, available: 0, used: 2 });
  });

  it('takes from all buckets or from none', async () => {
    await limiter.configure({
      requests: { limit: 10, windowMs: 60_000 },
      tokens: { limit: 1_000, windowMs: 60_000 },
    });
    expect(await statuses(3, { modelTokens: 400 })).toEqual(['GRANTED', 'GRANTED', 'TIMED_OUT']);
    expect(await bucket()).toMatchObject({ used: 2 });
    expect(await bucket('tokens')).toMatchObject({ used: 800, available: 200 });
  });

  it('refuses at once what no wait could make possible', async () => {
    await limiter.configure({ requests: null, tokens: { limit: 1_000, windowMs: 60_000 } });
    expect(await limiter.acquire({ modelTokens: 1_001, ...PATIENT })).toEqual({
      status: 'TOO_LARGE',
      bucket: 'tokens',
      limit: 1_000,
    });
  });

  it('gives back what was estimated too high, and counts what was estimated too low', async () => {
    await limiter.configure({ requests: null, tokens: { limit: 1_000, windowMs: 60_000 } });
    const first = grantOf(await limiter.acquire({ modelTokens: 900, ...PATIENT }));
    await limiter.settle(first, 100);
    expect(await bucket('tokens')).toMatchObject({ used: 100 });
    const second = grantOf(await limiter.acquire({ modelTokens: 500, ...PATIENT }));
    await limiter.settle(second, 2_000);
    expect(await bucket('tokens')).toMatchObject({ used: 2_100, available: 0 });
    await limiter.giveBack({ ...first, modelTokens: 0 });
    expect(await bucket()).toMatchObject({ used: 1 });
  });

  it('serves those who wait in the order in which they asked', async () => {
    await limiter.configure({ requests: { limit: 2, windowMs: 200 }, tokens: null });
    await statuses(2);
    const order: number[] = [];
    const asked: Promise<unknown>[] = [];
    for (let i = 0; i < 7; i++) {
      asked.push(limiter.waitForRateLimitToken({ tokens: 1, ...PATIENT }).then(() => order.push(i)));
      await until('it stands in the line', async () => (await redis.zcard(keys.rateLimitWaiters)) + order.length > i);
    }
    await Promise.all(asked);
    // Those who share a slice come back together, so neighbours may swap by the speed of their timers.
    order.forEach((who, place) => expect(Math.abs(who - place)).toBeLessThanOrEqual(1));
    expect(await redis.zcard(keys.rateLimitDeadlines)).toBe(0);
  });

  it('asks a few times for each grant, however many wait', async () => {
    await limiter.configure({ requests: { limit: 10, windowMs: 300 }, tokens: null });
    await redis.config('RESETSTAT');
    await Promise.all(Array.from({ length: 50 }, () => limiter.acquire(PATIENT)));
    const calls = Number(/cmdstat_evalsha:calls=(\d+)/.exec(await redis.info('commandstats'))?.[1]);
    console.log(`50 grants, ten a window: ${String(calls)} script calls`);
    expect(calls).toBeLessThan(50 * 8);
  });

  it('lets a late comer past neither a large demand ahead of it nor what is kept for it', async () => {
    await limiter.configure({ requests: null, tokens: { limit: 100, windowMs: 400 } });
    await limiter.acquire({ modelTokens: 50, ...PATIENT });
    const large = limiter.acquire({ modelTokens: 90, ...PATIENT });
    await until('it stands in the line', () => redis.zcard(keys.rateLimitWaiters));
    expect(await statuses(1, { modelTokens: 20 })).toEqual(['TIMED_OUT']);
    expect((await large).status).toBe('GRANTED');
  });

  it('is not held up by a waiter that died, and lets it keep its number if it lives', async () => {
    await limiter.configure({ requests: { limit: 1, windowMs: 100 }, tokens: null });
    await limiter.acquire(PATIENT);
    const frozen = new RateLimiter({
      redis,
      keys,
      clock: { ...systemClock, delay: () => new Promise(() => undefined) },
    });
    void frozen.acquire(PATIENT);
    await until('it stands in the line', () => redis.zcard(keys.rateLimitWaiters));
    expect((await limiter.acquire(PATIENT)).status).toBe('GRANTED');
    expect(await redis.zcard(keys.rateLimitWaiters)).toBe(0);
  });

  it('frees the place of a caller that gives up', async () => {
    await limiter.configure({ requests: { limit: 1, windowMs: 60_000 }, tokens: null });
    await limiter.acquire(PATIENT);
    const giveUp = new AbortController();
    const waiting = limiter.acquire({ timeoutMs: 600_000, signal: giveUp.signal });
    await until('it stands in the line', () => redis.zcard(keys.rateLimitWaiters));
    expect((await limiter.metrics()).waiters).toBe(1);
    giveUp.abort();
    expect(await waiting).toEqual({ status: 'ABORTED' });
    expect((await limiter.metrics()).waiters).toBe(0);
  });

  it('keeps counting when the window is configured anew', async () => {
    await limiter.configure({ requests: { limit: 3, windowMs: 60_000 }, tokens: null });
    await statuses(2);
    await limiter.configure({ requests: { limit: 3, windowMs: 30_000 }, tokens: null });
    expect(await bucket()).toMatchObject({ used: 2, available: 1 });
    expect(await statuses(2)).toEqual(['GRANTED', 'TIMED_OUT']);
  });

  describe('when the clock of Redis steps back', () => {
    /** What that leaves behind: grants that lie ahead. */
    const moveGrantsAhead = async (slices: number) => {
      const hash = await redis.hgetall(keys.rateLimitBucket);
      const moved = Object.entries(hash).map(([field, value]): [string, string] =>
        /^s\d+$/.test(field)
          ? [`s${String(Number(field.slice(1)) + slices)}`, value]
          : [field, field === 'oldest' || field === 'newest' ? String(Number(value) + slices) : value],
      );
      await redis.del(keys.rateLimitBucket);
      await redis.hset(keys.rateLimitBucket, Object.fromEntries(moved));
    };

    it.each([10, 720_000])('by %d slices, holds the limit and goes on after a window', async (slices) => {
      await limiter.configure({ requests: { limit: 3, windowMs: 1_000 }, tokens: null });
      await statuses(2);
      await moveGrantsAhead(slices);
      const [seconds, micros] = await redis.time();
      expect(await statuses(3)).toEqual(['GRANTED', 'TIMED_OUT', 'TIMED_OUT']);
      const next = grantOf(await limiter.acquire({ timeoutMs: 5_000 }));
      expect(next.grantedAtMs - Number(seconds) * 1000 - Number(micros) / 1000).toBeGreaterThanOrEqual(999);
    });
  });

  describe('after a 429', () => {
    it('closes for the whole fleet as long as the provider asks', async () => {
      await limiter.penalise({ retryAfterMs: 30_000 });
      const other = new RateLimiter({ redis: server.client(), keys });
      const refused = await other.acquire(IMPATIENT);
      expect(refused).toEqual({ status: 'TIMED_OUT', retryInMs: expect.any(Number) });
      expect((refused as { retryInMs: number }).retryInMs).toBeGreaterThan(20_000);
      await limiter.penalise({ retryAfterMs: 1 });
      expect((await other.metrics()).blockedUntilMs).not.toBeNull();
      await limiter.reset();
      expect((await other.acquire(IMPATIENT)).status).toBe('GRANTED');
    });

    it('halves the limit once for calls that were under way together', async () => {
      await limiter.configure({ requests: { limit: 100, windowMs: 60_000 }, tokens: null });
      const grants = [grantOf(await limiter.acquire(PATIENT)), grantOf(await limiter.acquire(PATIENT))];
      for (const grant of grants)
        expect(await limiter.penalise({ retryAfterMs: 1, grant })).toMatchObject({ learntRequests: 50 });
      expect(await bucket()).toMatchObject({ source: 'learnt', capacity: 50 });
    });

    it('gives back a twentieth with each window in peace, never above what is configured', async () => {
      await limiter.configure({ requests: { limit: 100, windowMs: 60_000 }, tokens: null });
      await limiter.penalise({ retryAfterMs: 1 });
      const learntAt = Number(await redis.hget(keys.rateLimitConfig, 'learnt_at'));
      await redis.hset(keys.rateLimitConfig, 'learnt_at', learntAt - 3.5 * 60_000);
      expect(await bucket()).toMatchObject({ source: 'learnt', capacity: 65 });
      await redis.hset(keys.rateLimitConfig, 'learnt_at', learntAt - 1_000 * 60_000);
      expect(await bucket()).toMatchObject({ source: 'configured', capacity: 100 });
    });

    it('learns a limit where none is configured', async () => {
      expect(await limiter.penalise({ retryAfterMs: 1 })).toMatchObject({ learntRequests: 10 });
      expect(await bucket()).toMatchObject({ source: 'learnt', capacity: 10, windowMs: 60_000 });
    });

    it('believes the headers, beside what is configured', async () => {
      const [seconds] = await redis.time();
      await limiter.configure({ requests: { limit: 100, windowMs: 1_000 }, tokens: null });
      await limiter.penalise({ limit: 20, resetAtMs: Number(seconds) * 1000 + 50_000 });
      expect((await limiter.metrics()).buckets).toMatchObject([
        { name: 'requests', capacity: 100, source: 'configured' },
        { name: 'header', capacity: 20, windowMs: 60_000, source: 'header' },
      ]);
      await redis.hdel(keys.rateLimitConfig, 'blocked_until');
      expect(await statuses(21)).toEqual([...Array<string>(20).fill('GRANTED'), 'TIMED_OUT']);
    });

    it('ignores what is no number', async () => {
      await limiter.penalise({ retryAfterMs: NaN, resetAtMs: -Infinity, limit: NaN });
      expect((await limiter.metrics()).blockedUntilMs).toEqual(expect.any(Number));
    });
  });

  it('never lets a window hold more than its limit, for any limits, demands and moments', async () => {
    const demand = fc.record({
      requests: fc.integer({ min: 1, max: 3 }),
      modelTokens: fc.integer({ min: 0, max: 40 }),
      waitMs: fc.integer({ min: 0, max: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: 12 }),
        fc.integer({ min: 40, max: 120 }),
        fc.integer({ min: 5, max: 60 }),
        fc.array(demand, { minLength: 5, maxLength: 25 }),
        async (limit, tokens, windowMs, demands) => {
          await redis.flushall();
          await limiter.configure({ requests: { limit, windowMs }, tokens: { limit: tokens, windowMs: windowMs * 2 } });
          const grants = await Promise.all(
            demands.map(async ({ waitMs, ...what }) => {
              await systemClock.delay(waitMs);
              return grantOf(await limiter.acquire({ ...what, ...PATIENT }));
            }),
          );
          expect(fullest(grants, windowMs, 'requests')).toBeLessThanOrEqual(limit);
          expect(fullest(grants, windowMs * 2, 'modelTokens')).toBeLessThanOrEqual(tokens);
        },
      ),
      { numRuns: process.env['SPEC_PROFILE'] === 'long' ? 300 : 20 },
    );
  });
});

/** The most that any window of this length holds. */
function fullest(grants: readonly Grant[], windowMs: number, what: 'requests' | 'modelTokens'): number {
  return Math.max(
    ...grants.map(({ grantedAtMs: from }) =>
      grants
        .filter(({ grantedAtMs }) => grantedAtMs >= from && grantedAtMs < from + windowMs)
        .reduce((sum, grant) => sum + grant[what], 0),
    ),
  );
}
