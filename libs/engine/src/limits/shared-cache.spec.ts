import { RedisServer, until } from '@workstream/testing';
import type { Redis } from 'ioredis';
import { createKeys } from '../keys';
import { SharedCache, type SharedCacheOptions } from './shared-cache';

const keys = createKeys();

describe('SharedCache', () => {
  let server: RedisServer;
  let redis: Redis;
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = server.client();
  });
  beforeEach(() => redis.flushall());
  afterAll(() => server.stop());

  const create = (options: Partial<SharedCacheOptions<number>> & Pick<SharedCacheOptions<number>, 'load'>) =>
    new SharedCache<number>({ redis: server.client(), keys, name: 'credits', ...options });
  const counter = () => {
    const source = { calls: 0, load: () => Promise.resolve(++source.calls) };
    return source;
  };
  /** Makes what is stored an hour old. */
  const age = async () => {
    const fetchedAt = Number(await redis.hget(keys.openRouterCredits, 'fetched_at'));
    await redis.hset(keys.openRouterCredits, 'fetched_at', fetchedAt - 3_600_000);
  };

  it('asks the source once for everybody', async () => {
    const source = counter();
    expect(await create(source).get()).toEqual({ status: 'FRESH', value: 1, ageMs: 0 });
    const others = await Promise.all(Array.from({ length: 20 }, () => create(source).get()));
    expect(others).toEqual(Array(20).fill({ status: 'FRESH', value: 1, ageMs: expect.any(Number) }));
    expect(source.calls).toBe(1);
  });

  it('answers what is old at once, while one of many refreshes it', async () => {
    const source = counter();
    await create(source).get();
    await age();
    const caches = Array.from({ length: 20 }, () => create(source));
    const answers = await Promise.all(caches.map((cache) => cache.get()));
    expect(answers.filter(({ status }) => status !== 'EMPTY')).toHaveLength(20);
    await Promise.all(caches.map((cache) => cache.settled()));
    expect(source.calls).toBe(2);
    expect(await caches[0]!.get()).toMatchObject({ status: 'FRESH', value: 2 });
  });

  it('says that there is nothing yet while another process asks for the first time', async () => {
    const answer = Promise.withResolvers<number>();
    const slow = create({
      load: () => answer.promise,
    });
    const first = slow.get();
    await until('the refresh is under way', () => redis.hget(keys.openRouterCredits, 'lease'));
    expect(await create(counter()).get()).toEqual({ status: 'EMPTY' });
    answer.resolve(7);
    expect(await first).toEqual({ status: 'FRESH', value: 7, ageMs: 0 });
  });

  it('keeps what it has when the source fails, and leaves the source in peace for a while', async () => {
    await create(counter()).get();
    await age();
    let calls = 0;
    const failing = create({
      load: () => {
        calls += 1;
        return Promise.reject(new Error('503'));
      },
    });
    for (let i = 0; i < 3; i++) expect(await failing.get()).toMatchObject({ status: 'STALE', value: 1 });
    await failing.settled();
    expect(calls).toBe(1);
  });

  it('takes a refresh over from a process that died, and does not let it overwrite when it comes back', async () => {
    const answer = Promise.withResolvers<number>();
    const frozen = create({
      leaseMs: 20,
      load: () => answer.promise,
    });
    const late = frozen.get();
    await until('another may refresh', async () => (await create(counter()).get()).status === 'FRESH');
    answer.resolve(99);
    await late;
    expect(await create(counter()).get()).toMatchObject({ value: 1 });
  });

  it('refreshes earlier for a reader that wants it younger', async () => {
    const source = counter();
    const cache = create(source);
    await cache.get();
    expect(await cache.get(0)).toMatchObject({ status: 'STALE', value: 1 });
    await cache.settled();
    expect(await cache.get()).toMatchObject({ status: 'FRESH', value: 2 });
  });
});
