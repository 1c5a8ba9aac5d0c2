import { breaches } from '@workstream/testing';
import { World, WORKER } from '../../test/world';
import { MOVES, STATE_TABLE, type Move, type RestingState } from './state-table';
import type { Attempt } from './task';

const STATES: readonly RestingState[] = ['PENDING', 'ACTIVE', 'SCHEDULED', 'COMPLETED', 'DLQ', 'CANCELLED'];

describe('the state table', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
  });
  afterEach(() => world.clear());
  afterAll(() => world.end());

  const act: Record<Move, (attempt: Attempt) => Promise<unknown>> = {
    claim: () => world.claim(),
    complete: (attempt) => world.complete(attempt),
    fail: (attempt) => world.fail(attempt),
    release: (attempt) => world.queue.release(WORKER, [attempt]),
    promote: () => world.queue.promote(10),
    recover: async () => {
      await world.redis.del(world.keys.heartbeat(WORKER));
      return world.queue.recover({ workerId: WORKER, maxCrashes: 3, restMs: 1000 });
    },
    retry: ({ id }) => world.queue.retry(id),
    cancel: ({ id }) => world.queue.cancel(id, 'not needed'),
    delete: ({ id }) => world.queue.delete(id),
  };

  const cells = MOVES.flatMap((move) => STATES.map((state) => ({ move, state, effect: STATE_TABLE[move][state] })));

  it.each(cells)('$move on a $state task: $effect', async ({ move, state, effect }) => {
    const attempt = await world.given(state);
    const before = await world.store.get(attempt.id);
    await act[move](attempt);
    if (effect === 'UNCHANGED') expect(await world.store.get(attempt.id)).toEqual(before);
    else expect(await world.stateOf(attempt.id)).toBe(effect);
    expect(await breaches(world.node)).toEqual([]);
  });

  it('leaves nothing of a deleted task, whatever its state was', async () => {
    for (const state of STATES) {
      const { id } = await world.given(state, { attachment: Buffer.from('%PDF-'), content: null });
      await world.queue.delete(id);
    }
    const left = Object.keys(await world.everything());
    expect(left.filter((key) => !/^(worker|stats)/.test(key))).toEqual(['tasks:types', 'tasks:wake']);
  });
});
