import { World, WORKER } from '../../test/world';
import type { RestingState } from '../tasks/state-table';
import { Auditor } from './auditor';

const STATES: readonly RestingState[] = ['COMPLETED', 'DLQ', 'CANCELLED', 'SCHEDULED', 'ACTIVE', 'PENDING'];

describe('Auditor', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
  });
  afterEach(() => world.clear());
  afterAll(() => world.end());

  const messages = async () => (await new Auditor(world).run()).breaches.map(({ message }) => message);

  it('finds nothing in a sound store, whatever the tasks went through', async () => {
    for (const state of STATES) await world.given(state);
    await world.queue.promote(10);
    for (const attempt of await world.claim(5)) await world.queue.release(WORKER, [attempt]);
    expect(await new Auditor(world).run()).toEqual({ tasks: 6, breaches: [] });
  });

  it.each<[string, RestingState, (id: string) => Promise<unknown>, string]>([
    [
      'a waiting task that its list lost',
      'PENDING',
      (id) => world.redis.lrem(world.keys.primary, 1, id),
      '(primary) is missing from the list of primary',
    ],
    [
      'a task that waits twice',
      'PENDING',
      (id) => world.redis.rpush(world.keys.primary, id),
      '(primary) is twice in the list of primary',
    ],
    [
      'a task in two places',
      'COMPLETED',
      (id) => world.redis.rpush(world.keys.retry, id),
      '(completed) is in the list of retry',
    ],
    [
      'a running task that nobody holds',
      'ACTIVE',
      (id) => world.redis.srem(world.keys.activeTasks(WORKER), id),
      '(active) is missing from the set of its worker',
    ],
    [
      'a resting task without a time',
      'SCHEDULED',
      (id) => world.redis.zrem(world.keys.scheduled, id),
      '(scheduled) is missing from the schedule',
    ],
    [
      'a dead letter without a snapshot',
      'DLQ',
      (id) => world.redis.del(world.keys.dlqTask(id)),
      '(dlq) is missing from the snapshots of dead letters',
    ],
    [
      'an id whose task is gone',
      'PENDING',
      (id) => world.redis.del(world.keys.task(id)),
      'has no record but is in the list of primary',
    ],
  ])('finds %s', async (_what, state, harm, message) => {
    const { id } = await world.given(state);
    await harm(id);
    expect(await messages()).toEqual([message]);
  });

  it('finds a task that its indexes lost', async () => {
    const { id } = await world.given('COMPLETED');
    await world.redis.zrem(`${world.keys.scriptConstants.idIndexPrefix}completed:summarize`, id);
    expect(await messages()).toEqual(['(completed) is missing from the id index of completed']);
  });

  it('finds nothing while tasks move under its eyes', async () => {
    const audit = new AbortController();
    const traffic = (async () => {
      while (!audit.signal.aborted) {
        await world.queue.enqueueMany(Array.from({ length: 50 }, () => ({ type: 'summarize', content: 'A' })));
        for (const [i, attempt] of (await world.claim(40)).entries()) {
          if (i % 4 === 0) await world.fail(attempt);
          else if (i % 4 === 1) await world.queue.release(WORKER, [attempt]);
          else await world.complete(attempt);
        }
        await world.queue.promote(20);
      }
    })();
    const reports = [];
    for (let i = 0; i < 5; i++) reports.push(await new Auditor(world).run());
    audit.abort();
    await traffic;
    expect(reports.flatMap(({ breaches }) => breaches)).toEqual([]);
    expect(reports.at(-1)!.tasks).toBeGreaterThan(100);
  });
});
