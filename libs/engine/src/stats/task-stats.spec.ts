import { World } from '../../test/world';
import { latencyOf } from './latency-histogram';
import { TaskStats } from './task-stats';

describe('TaskStats', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
  });
  afterAll(() => world.end());

  it('counts what the moves did, in the minute they did it, and fills gaps with zeros', async () => {
    for (const state of ['COMPLETED', 'COMPLETED', 'DLQ', 'SCHEDULED', 'PENDING'] as const) await world.given(state);
    const minutes = await new TaskStats(world).throughput(3);
    const total = (field: 'created' | 'completed' | 'failed' | 'retried') =>
      minutes.slice(1).reduce((sum, minute) => sum + minute[field], 0);
    expect(minutes).toHaveLength(3);
    expect(minutes[0]).toMatchObject({ created: 0, completed: 0, failed: 0, retried: 0 });
    expect([total('created'), total('completed'), total('failed'), total('retried')]).toEqual([5, 2, 1, 1]);
  });

  it('keeps the time from creation to result of what completed', async () => {
    const minutes = await new TaskStats(world).latency(2);
    expect(minutes.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  it('lets the minutes go after a day', async () => {
    const [key] = await world.minuteStats();
    expect(await world.redis.ttl(key!)).toBeGreaterThan(24 * 3600);
  });
});

describe('latencyOf', () => {
  it('tells percentiles from the buckets, each to within its bucket', () => {
    // 90 tasks of 91 to 107 ms, 9 of about a second, one of about a minute.
    const figures = latencyOf({ l26: '90', l39: '9', l63: '1', latency_sum: '80000', created: '3' });
    expect(figures).toMatchObject({ count: 100, meanMs: 800 });
    expect(figures.p50Ms).toBeCloseTo(107.6, 1);
    expect(figures.p95Ms).toBeCloseTo(1024, 0);
    expect(figures.p99Ms).toBeCloseTo(1024, 0);
    expect(figures.maxMs).toBeCloseTo(65_536, 0);
  });

  it('says nothing of a minute in which nothing completed', () => {
    expect(latencyOf({ created: '7' })).toMatchObject({ count: 0, meanMs: null, p99Ms: null, maxMs: null });
  });
});
