import { breaches } from '@workstream/testing';
import { World } from '../../test/world';
import { systemClock } from '../clock';
import { StorageFullError } from '../errors';
import { StorageGuard } from './storage-guard';
import { readMemory } from './memory';
import { Retention } from './retention';

describe('Retention', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
  });
  afterEach(async () => {
    await world.node.config('SET', 'maxmemory', '0');
    expect(await breaches(world.node)).toEqual([]);
    await world.clear();
  });
  afterAll(() => world.end());

  const retention = (options: Partial<ConstructorParameters<typeof Retention>[0]> = {}) =>
    new Retention({ redis: world.redis, keys: world.keys, queue: world.queue, ...options });

  it('keeps what is young, and everything that has not ended', async () => {
    for (const state of ['COMPLETED', 'DLQ', 'CANCELLED', 'SCHEDULED', 'ACTIVE', 'PENDING'] as const)
      await world.given(state);
    expect(await retention().runOnce()).toEqual({ aged: 0, evicted: 0 });
  });

  it('removes what ended long enough ago, each kind by its own age', async () => {
    for (let i = 0; i < 450; i++) await world.enqueue();
    for (let i = 0; i < 5; i++) for (const attempt of await world.claim(90)) await world.complete(attempt);
    const { id } = await world.given('DLQ');
    expect(await retention({ keepMs: { completed: 0 } }).runOnce()).toEqual({ aged: 450, evicted: 0 });
    expect(await world.stateOf(id)).toBe('DLQ');
  });

  it('makes room by the oldest results when memory runs short, and touches no dead letter', async () => {
    const dead = await world.given('DLQ');
    for (let i = 0; i < 60; i++) {
      const attempt = await world.given('ACTIVE');
      await world.complete(attempt, { text: 'x'.repeat(50_000) });
    }
    const { usedBytes } = await readMemory(world.redis, world.keys);
    await world.node.config('SET', 'maxmemory', String(usedBytes));
    const { aged, evicted } = await retention({ memoryShare: 0.5 }).runOnce();
    expect(aged).toBe(0);
    expect(evicted).toBeGreaterThan(0);
    expect(await world.stateOf(dead.id)).toBe('DLQ');
  });
});

describe('StorageGuard', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
  });
  afterAll(() => world.end());

  it('says that Redis is nearly full before it is, and again when it is not', async () => {
    let skippedMs = 0;
    const clock = { ...systemClock, now: () => systemClock.now() + skippedMs };
    const guard = new StorageGuard({ redis: world.redis, keys: world.keys, clock, share: 0.9 });
    expect(await guard.isNearlyFull()).toBe(false);
    const { usedBytes } = await readMemory(world.redis, world.keys);
    await world.node.config('SET', 'maxmemory', String(Math.round(usedBytes * 1.05)));
    skippedMs += 2_000;
    expect(await guard.isNearlyFull()).toBe(true);
    await world.node.config('SET', 'maxmemory', '0');
    skippedMs += 2_000;
    expect(await guard.isNearlyFull()).toBe(false);
  });

  it('tells a refusal by Redis itself from any other fault', async () => {
    await world.node.config('SET', 'maxmemory', '1');
    await expect(world.enqueue()).rejects.toThrow(StorageFullError);
    await world.node.config('SET', 'maxmemory', '0');
    await expect(world.enqueue()).resolves.toEqual(expect.any(String));
  });
});
