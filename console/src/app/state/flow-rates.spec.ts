import { StateCounts } from '@workstream/contracts';
import { events } from '../../../testing/fake-stream';
import { FlowWindow, NO_FLOW, edgeOf, leastMoves } from './flow-rates';

const NOW = 1_700_000_000_000;

describe('edgeOf', () => {
  it.each([
    [events.created('a'), 'created'],
    [events.moved('a', 'PENDING', 'ACTIVE'), 'claimed'],
    [events.moved('a', 'ACTIVE', 'COMPLETED'), 'completed'],
    [events.moved('a', 'ACTIVE', 'SCHEDULED'), 'scheduled'],
    [events.moved('a', 'FAILED', 'SCHEDULED'), 'scheduled'],
    [events.moved('a', 'SCHEDULED', 'PENDING'), 'promoted'],
    [events.moved('a', 'FAILED', 'DLQ'), 'buried'],
    [events.moved('a', 'DLQ', 'PENDING'), 'revived'],
    [events.moved('a', 'ACTIVE', 'PENDING'), 'released'],
  ])('knows the way of %j', (event, edge) => {
    expect(edgeOf(event)).toBe(edge);
  });

  it('sees no way in a step to FAILED, a deletion or a heartbeat', () => {
    const ways = [events.moved('a', 'ACTIVE', 'FAILED'), events.moved('a', 'ACTIVE', null), events.heartbeat()].map(
      edgeOf,
    );

    expect(ways).toEqual([null, null, null]);
  });
});

describe('leastMoves', () => {
  const NONE: StateCounts = { PENDING: 0, ACTIVE: 0, COMPLETED: 0, FAILED: 0, SCHEDULED: 0, DLQ: 0, CANCELLED: 0 };

  it('explains grown counts by the fewest moves', () => {
    const after = { ...NONE, PENDING: 40, ACTIVE: 8, COMPLETED: 900, SCHEDULED: 2 };

    expect(leastMoves(NONE, after)).toEqual({ created: 950, claimed: 910, completed: 900, scheduled: 2, buried: 0 });
  });

  it('sees no arrival in tasks that were deleted or left a state', () => {
    const before = { ...NONE, COMPLETED: 500, ACTIVE: 3 };

    expect(leastMoves(before, NONE)).toEqual({ created: 0, claimed: 0, completed: 0, scheduled: 0, buried: 0 });
  });
});

describe('FlowWindow', () => {
  it('counts the moves of the last minute, each way for itself', () => {
    const flow = new FlowWindow();
    flow.add({ created: 1 }, NOW - 59_000);
    flow.add({ created: 1 }, NOW);
    flow.add({ claimed: 1 }, NOW);

    expect(flow.rates(NOW)).toEqual({ ...NO_FLOW, created: 2, claimed: 1 });
  });

  it('forgets what is older than a minute', () => {
    const flow = new FlowWindow();
    flow.add({ completed: 1 }, NOW);

    expect(flow.rates(NOW + 59_999).completed).toBe(1);
    expect(flow.rates(NOW + 61_000).completed).toBe(0);
  });
});
