import { RedisServer, until } from '@workstream/testing';
import type { Redis } from 'ioredis';
import { createKeys } from '../keys';
import { CircuitBreaker } from './circuit-breaker';
import { LimitEvents, type LimitChange } from './limit-events';
import { RateLimiter } from './rate-limiter';
import { SharedCache } from './shared-cache';

const keys = createKeys();

describe('LimitEvents', () => {
  let server: RedisServer;
  let redis: Redis;
  let events: LimitEvents;
  const heard: LimitChange[] = [];
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = server.client();
    events = new LimitEvents({ subscriber: server.client(), keys });
    await events.start();
    events.onChange((change) => heard.push(change));
  });
  beforeEach(() => heard.splice(0));
  afterAll(async () => {
    events.stop();
    await server.stop();
  });

  const hears = (count: number) => until('the changes are heard', () => heard.length >= count);

  it('tells each change of a breaker', async () => {
    const breaker = new CircuitBreaker({ redis, keys, service: 'openrouter' });
    await breaker.open('"maintenance"', 1);
    const probe = await until('a probe is let through', async () => {
      const permit = await breaker.permit();
      return permit.allowed && permit;
    });
    await breaker.record('success', probe.token);
    await hears(3);
    const change = { kind: 'breaker', service: 'openrouter', atMs: expect.any(Number) };
    expect(heard).toEqual([
      { ...change, state: 'OPEN', reason: '"maintenance"', retryAtMs: expect.any(Number) },
      { ...change, state: 'HALF_OPEN', reason: '"maintenance"', retryAtMs: null },
      { ...change, state: 'CLOSED', reason: '', retryAtMs: null },
    ]);
  });

  it('tells a throttle', async () => {
    await new RateLimiter({ redis, keys }).penalise({ retryAfterMs: 5_000 });
    await hears(1);
    expect(heard).toEqual([{ kind: 'throttled', atMs: expect.any(Number), blockedUntilMs: expect.any(Number) }]);
  });

  it('tells a cached value that changed, not one that was only refreshed', async () => {
    let value = 1;
    const cache = new SharedCache<number>({
      redis,
      keys,
      name: 'state',
      load: () => Promise.resolve(value),
      freshMs: 0,
    });
    for (const next of [1, 1, 2]) {
      value = next;
      await cache.get();
      await cache.settled();
    }
    await hears(2);
    expect(heard).toEqual([
      { kind: 'cache', name: 'state', atMs: expect.any(Number) },
      { kind: 'cache', name: 'state', atMs: expect.any(Number) },
    ]);
  });

  it('says that changes may have been missed when the connection comes back, and hears later ones', async () => {
    let gaps = 0;
    const end = events.onGap(() => (gaps += 1));
    await redis.client('KILL', 'TYPE', 'PUBSUB');
    await until('the connection is back', () => gaps);
    end();
    await new RateLimiter({ redis, keys }).penalise({ retryAfterMs: 1 });
    await hears(1);
  });

  it('passes over what is not ours, and kinds it does not know', async () => {
    await redis.publish(keys.limitsUpdates, 'hello?');
    await redis.publish(keys.limitsUpdates, '{"kind":"weather"}');
    await new RateLimiter({ redis, keys }).penalise({ retryAfterMs: 1 });
    await hears(1);
    expect(heard).toHaveLength(1);
  });
});
