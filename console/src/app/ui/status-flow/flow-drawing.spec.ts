import { StateCounts } from '@workstream/contracts';
import { FLOW_EDGES, FlowEdge, FlowRates } from './flow-edges';
import { drawFlow, edgeWidth } from './flow-drawing';
import { TALL_LAYOUT, WIDE_LAYOUT } from './flow-layout';

const COUNTS: StateCounts = { PENDING: 12, ACTIVE: 2, COMPLETED: 1_500, FAILED: 0, SCHEDULED: 1, DLQ: 0, CANCELLED: 0 };
const rates = (given: Partial<Record<FlowEdge, number>> = {}): FlowRates => ({
  ...(Object.fromEntries(FLOW_EDGES.map((edge) => [edge, 0])) as Record<FlowEdge, number>),
  ...given,
});

describe('drawFlow', () => {
  it('writes the counts into the states', () => {
    const { nodes } = drawFlow(WIDE_LAYOUT, COUNTS, rates());

    expect(nodes.map((node) => `${node.label} ${node.count}`)).toEqual([
      'Pending 12',
      'Active 2',
      'Completed 1,500',
      'Scheduled 1',
      'DLQ 0',
    ]);
  });

  it('shows dashes while nothing is known', () => {
    expect(drawFlow(WIDE_LAYOUT, null, rates()).nodes.map((node) => node.count)).toEqual(Array(5).fill('–'));
  });

  it('moves and labels only the ways on which something goes', () => {
    const { edges } = drawFlow(TALL_LAYOUT, COUNTS, rates({ claimed: 42 }));

    expect(edges.filter((edge) => edge.isMoving).map((edge) => [edge.edge, edge.text])).toEqual([
      ['claimed', '42/min'],
    ]);
  });

  it('draws the way back from a worker only when it is gone', () => {
    const hasReleased = (given: FlowRates) =>
      drawFlow(WIDE_LAYOUT, COUNTS, given).edges.some((edge) => edge.edge === 'released');

    expect([hasReleased(rates()), hasReleased(rates({ released: 1 }))]).toEqual([false, true]);
  });
});

describe('edgeWidth', () => {
  it('grows with the rate and stays within bounds', () => {
    const widths = [0, 1, 10, 100, 1_000_000].map(edgeWidth);

    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect([widths[0], widths.at(-1)]).toEqual([1.5, 7]);
  });
});
