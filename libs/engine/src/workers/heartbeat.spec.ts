import { until } from '@workstream/testing';
import { World } from '../../test/world';
import type { RedisAddress } from '../redis-client';
import { Heartbeat } from './heartbeat';
import { Reaper } from './reaper';
import { createWorkerId } from './worker-id';
import { WorkerRegistry } from './worker-registry';

const TTL_MS = 600;

/** Keeps the main loop busy, as a handler without a pause would. */
function blockMainLoop(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('Heartbeat', () => {
  let world: World;
  let heartbeat: Heartbeat;
  let workerId: string;
  let registry: WorkerRegistry;

  beforeAll(async () => {
    world = await World.create();
    registry = new WorkerRegistry(world);
  });
  afterEach(async () => {
    await heartbeat.stop();
    await world.clear();
  });
  afterAll(() => world.end());

  function create(stallMs: number, redisUrl: string | RedisAddress = world.address): Heartbeat {
    workerId = createWorkerId();
    const { keys } = world;
    return new Heartbeat({ redisUrl, keys, workerId, version: '1.2.3', concurrency: 8, ttlMs: TTL_MS, stallMs });
  }
  async function beat(stallMs = 60_000): Promise<void> {
    heartbeat = create(stallMs);
    await heartbeat.start();
  }
  const leaseMs = () => world.redis.pttl(world.keys.heartbeat(workerId));

  it('takes the lease before it resolves and says who holds it', async () => {
    await beat();
    expect(await leaseMs()).toBeGreaterThan(0);
    expect(await registry.fleet()).toMatchObject({
      overall_status: 'healthy',
      healthy_workers: 1,
      worker_details: [{ worker_id: workerId, status: 'healthy', version: '1.2.3', concurrency: 8, active_tasks: 0 }],
    });
  });

  it('keeps the lease while a handler blocks the main loop', async () => {
    await beat();
    blockMainLoop(3 * TTL_MS);
    expect(await leaseMs()).toBeGreaterThan(0);
  });

  it('gives the lease up when the main loop is stuck for good', async () => {
    await beat(TTL_MS);
    blockMainLoop(4 * TTL_MS);
    expect(await leaseMs()).toBe(-2);
  });

  it('gives the lease up and says so when the worker looks for work no more although Redis answers', async () => {
    let turnAgeMs = 0;
    const onStall = jest.fn();
    heartbeat = new Heartbeat({
      ...{ redisUrl: world.address, keys: world.keys, workerId: createWorkerId(), version: '1.2.3', concurrency: 8 },
      ...{ ttlMs: TTL_MS, stallMs: TTL_MS, turnAgeMs: () => turnAgeMs, onStall },
    });
    await heartbeat.start();
    expect(onStall).not.toHaveBeenCalled();
    turnAgeMs = 2 * TTL_MS;
    await until('it is told', () => onStall.mock.calls.length > 0);
    await until('the lease has ended', async () => (await registry.fleet()).healthy_workers === 0);
    expect((await registry.fleet()).worker_details).toMatchObject([{ status: 'stale' }]);
  });

  it('lets the lease run out after stop, and the reaper gives the tasks back', async () => {
    await beat();
    const id = await world.enqueue();
    await world.queue.claim({ workerId, want: 1, heartbeatTtlMs: TTL_MS, random: 0 });
    const reaper = new Reaper(world);
    expect(await reaper.runOnce()).toEqual({ workers: 0, tasks: 0 });
    await heartbeat.stop();
    await until('the lease has ended', async () => (await leaseMs()) === -2);
    expect((await registry.fleet()).worker_details).toMatchObject([{ status: 'stale', active_tasks: 1 }]);
    expect(await reaper.runOnce()).toEqual({ workers: 1, tasks: 1 });
    expect(await world.stateOf(id)).toBe('PENDING');
    expect((await registry.fleet()).total_workers).toBe(0);
  });

  it('leaves the worker list at once when the worker signs off', async () => {
    await beat();
    await heartbeat.stop();
    await registry.remove(workerId);
    expect((await registry.fleet()).total_workers).toBe(0);
  });

  it('stops while a beat is on its way to a Redis that is not there', async () => {
    heartbeat = create(TTL_MS, '/nowhere/redis.sock');
    void heartbeat.start();
    await heartbeat.stop();
    expect((await registry.fleet()).total_workers).toBe(0);
  });

  it('goes on after Redis was away', async () => {
    await beat();
    await world.server.kill();
    await world.server.boot();
    await until('the lease is back', async () => (await leaseMs()) > 0);
  });
});

describe('createWorkerId', () => {
  it('never gives the same name twice', () => {
    expect(new Set(Array.from({ length: 100 }, createWorkerId)).size).toBe(100);
  });
});
