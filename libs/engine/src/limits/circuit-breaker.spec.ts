import { RedisServer, until } from '@workstream/testing';
import type { Redis } from 'ioredis';
import { createKeys } from '../keys';
import { CircuitBreaker, type BreakerPolicy, type CallOutcome } from './circuit-breaker';

const keys = createKeys();

describe('CircuitBreaker', () => {
  let server: RedisServer;
  let redis: Redis;
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = server.client();
  });
  beforeEach(() => redis.flushall());
  afterAll(() => server.stop());

  const create = (policy: Partial<BreakerPolicy> = {}) =>
    new CircuitBreaker({ redis, keys, service: 'openrouter', policy });
  const call = async (breaker: CircuitBreaker, outcome: CallOutcome) => {
    const permit = await breaker.permit();
    if (!permit.allowed) throw new Error(`Refused: ${permit.state}`);
    return breaker.record(outcome, permit.token);
  };
  const calls = async (breaker: CircuitBreaker, ...outcomes: CallOutcome[]) => {
    let state = '';
    for (const outcome of outcomes) state = await call(breaker, outcome);
    return state;
  };
  const times = (count: number, outcome: CallOutcome) => Array<CallOutcome>(count).fill(outcome);
  const restEnds = () => redis.hset(keys.circuitBreaker('openrouter'), 'retry_at', 1);

  it('lets calls through while it knows of no failure', async () => {
    expect(await create().permit()).toEqual({ allowed: true, token: '0', isProbe: false });
    expect(await create().status()).toEqual({
      state: 'CLOSED',
      sinceMs: null,
      retryInMs: null,
      reason: null,
      failures: 0,
      calls: 0,
      failedProbes: 0,
      isProbing: false,
    });
  });

  it('opens for the whole fleet when half of at least ten calls failed', async () => {
    const breaker = create();
    expect(await calls(breaker, ...times(5, 'success'), ...times(4, 'failure'))).toBe('CLOSED');
    expect(await call(breaker, 'failure')).toBe('OPEN');
    const other = new CircuitBreaker({ redis: server.client(), keys, service: 'openrouter' });
    expect(await other.permit()).toEqual({ allowed: false, state: 'OPEN', retryInMs: expect.any(Number) });
    expect(await other.status()).toMatchObject({ state: 'OPEN', reason: '5 of 10 calls failed', calls: 0 });
    expect((await new CircuitBreaker({ redis, keys, service: 'another' }).permit()).allowed).toBe(true);
  });

  it('does not count what says nothing of the service', async () => {
    const breaker = create();
    expect(await calls(breaker, ...times(9, 'failure'), ...times(20, 'ignored'))).toBe('CLOSED');
    expect(await breaker.status()).toMatchObject({ failures: 9, calls: 9 });
  });

  it('forgets what left the window', async () => {
    const breaker = create({ windowMs: 120 });
    await calls(breaker, ...times(9, 'failure'));
    await until('the window has passed', async () => (await breaker.status()).calls === 0);
    expect(await calls(breaker, ...times(9, 'success'), 'failure')).toBe('CLOSED');
  });

  it('lets exactly one of twenty askers probe when its rest is over', async () => {
    const breaker = create();
    await breaker.open('maintenance');
    await restEnds();
    expect(await breaker.status()).toMatchObject({ state: 'HALF_OPEN', isProbing: false, reason: 'maintenance' });
    const askers = Array.from(
      { length: 20 },
      () => new CircuitBreaker({ redis: server.client(), keys, service: 'openrouter' }),
    );
    const permits = await Promise.all(askers.map((asker) => asker.permit()));
    expect(permits.filter(({ allowed }) => allowed)).toEqual([
      { allowed: true, token: expect.any(String), isProbe: true },
    ]);
    expect(await breaker.status()).toMatchObject({ state: 'HALF_OPEN', isProbing: true });
  });

  it('closes when the probe succeeds', async () => {
    const breaker = create();
    await breaker.open('maintenance');
    await restEnds();
    expect(await call(breaker, 'success')).toBe('CLOSED');
    expect(await breaker.permit()).toMatchObject({ allowed: true, isProbe: false });
  });

  it('rests twice as long after each probe that fails, up to a longest rest', async () => {
    const breaker = create({ openMs: 10_000, maxOpenMs: 30_000 });
    await breaker.open('maintenance');
    const rests: number[] = [];
    for (let i = 0; i < 4; i++) {
      await restEnds();
      expect(await call(breaker, 'failure')).toBe('OPEN');
      rests.push(Math.ceil(((await breaker.status()).retryInMs ?? 0) / 10_000) * 10_000);
    }
    expect(rests).toEqual([20_000, 30_000, 30_000, 30_000]);
    await restEnds();
    await call(breaker, 'success');
    expect(await breaker.status()).toMatchObject({ state: 'CLOSED', failedProbes: 0 });
  });

  it('sends another probe when one died, and does not believe the first when it comes back', async () => {
    const breaker = create({ probeMs: 30 });
    await breaker.open('maintenance');
    await restEnds();
    const died = await breaker.permit();
    expect(died).toMatchObject({ allowed: true, isProbe: true });
    const next = await until('another probe is let through', async () => {
      const permit = await create().permit();
      return permit.allowed && permit;
    });
    expect(next.isProbe).toBe(true);
    expect(await breaker.record('failure', died.allowed ? died.token : '')).toBe('HALF_OPEN');
    expect(await breaker.record('success', next.token)).toBe('CLOSED');
  });

  it('lets the next caller probe when a probe said nothing', async () => {
    const breaker = create();
    await breaker.open('maintenance');
    await restEnds();
    expect(await call(breaker, 'ignored')).toBe('HALF_OPEN');
    expect(await breaker.permit()).toMatchObject({ allowed: true, isProbe: true });
  });

  it('does not count calls that began before it opened', async () => {
    const breaker = create();
    const early = await breaker.permit();
    await breaker.open('maintenance');
    await breaker.reset();
    await breaker.record('failure', early.allowed ? early.token : '');
    expect(await breaker.status()).toMatchObject({ state: 'CLOSED', calls: 0 });
  });

  it('opens for as long as a person says, and closes when one says so', async () => {
    const breaker = create();
    await breaker.open('provider is down', 3_600_000);
    expect((await breaker.status()).retryInMs).toBeGreaterThan(3_000_000);
    await breaker.reset();
    expect((await breaker.permit()).allowed).toBe(true);
  });
});
