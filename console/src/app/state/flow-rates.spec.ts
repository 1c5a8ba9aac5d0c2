import { events } from '../../../testing/fake-stream';
import { FlowWindow, NO_FLOW, edgeOf } from './flow-rates';

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

describe('FlowWindow', () => {
  it('counts the moves of the last minute, each way for itself', () => {
    const flow = new FlowWindow();
    flow.add('created', NOW - 59_000);
    flow.add('created', NOW);
    flow.add('claimed', NOW);

    expect(flow.rates(NOW)).toEqual({ ...NO_FLOW, created: 2, claimed: 1 });
  });

  it('forgets what is older than a minute', () => {
    const flow = new FlowWindow();
    flow.add('completed', NOW);

    expect(flow.rates(NOW + 59_999).completed).toBe(1);
    expect(flow.rates(NOW + 61_000).completed).toBe(0);
  });
});
