import { StateCounts, TaskState } from '@workstream/contracts';
import { formatCount, formatRate } from '../format/amount';
import { ICON_PATHS } from '../icons/icon-paths';
import { STATE_LOOKS } from '../state-chip/state-looks';
import { FLOW_EDGES, FlowEdge, FlowRates } from './flow-edges';
import { EdgeShape, FLOW_STATES, FlowLayout, FlowState } from './flow-layout';

/** A state, ready to be drawn. */
export interface NodeDrawing {
  readonly state: FlowState;
  readonly transform: string;
  readonly icon: string;
  readonly label: string;
  readonly count: string;
}

/** A way, ready to be drawn. */
export interface EdgeDrawing {
  readonly edge: FlowEdge;
  /** Lends its colour to the way while something moves on it. */
  readonly toState: TaskState;
  readonly path: string;
  readonly arrow: string;
  readonly width: number;
  readonly isMoving: boolean;
  readonly periodS: number;
  readonly label: EdgeShape['label'];
  readonly text: string;
  readonly description: string;
}

/** All that is on one drawing. */
export interface FlowDrawing {
  readonly layout: FlowLayout;
  readonly viewBox: string;
  /** Beyond this it would only grow coarse. */
  readonly maxWidth: number;
  /** Where a node's own parts are, from its upper left corner. */
  readonly barHeight: number;
  readonly countY: number;
  readonly nodes: readonly NodeDrawing[];
  readonly edges: readonly EdgeDrawing[];
}

const MEANINGS: Readonly<Record<FlowEdge, { readonly text: string; readonly toState: TaskState }>> = {
  created: { text: 'Created', toState: 'PENDING' },
  claimed: { text: 'Claimed by a worker', toState: 'ACTIVE' },
  completed: { text: 'Completed', toState: 'COMPLETED' },
  scheduled: { text: 'Failed, to be retried later', toState: 'SCHEDULED' },
  promoted: { text: 'Due again', toState: 'PENDING' },
  buried: { text: 'Failed for good', toState: 'DLQ' },
  revived: { text: 'Retried by hand', toState: 'PENDING' },
  released: { text: 'Given back by a worker', toState: 'PENDING' },
};

const ARROWS = {
  right: 'l-8 -4v8z',
  left: 'l8 -4v8z',
  up: 'l-4 8h8z',
  down: 'l-4 -8h8z',
} as const;

const THIN = 1.5;
const THICK = 7;

/** Puts counts and rates into a layout. A way that is seldom gone, `released`, is drawn only while something moves on it. */
export function drawFlow(layout: FlowLayout, counts: StateCounts | null, rates: FlowRates): FlowDrawing {
  return {
    layout,
    viewBox: `0 0 ${layout.width} ${layout.height}`,
    maxWidth: layout.width * 1.15,
    barHeight: layout.nodeHeight - 28,
    countY: layout.nodeHeight - 14,
    nodes: FLOW_STATES.map((state) => drawNode(layout, state, counts)),
    edges: FLOW_EDGES.filter((edge) => edge !== 'released' || rates.released > 0).map((edge) =>
      drawEdge(layout.edges[edge], edge, rates[edge]),
    ),
  };
}

/** The width of a way in pixels: it grows with each doubling of the rate, up to a bound. */
export const edgeWidth = (perMinute: number): number => Math.min(THICK, THIN + Math.log2(1 + perMinute) * 0.6);

function drawNode(layout: FlowLayout, state: FlowState, counts: StateCounts | null): NodeDrawing {
  const { label, icon } = STATE_LOOKS[state];
  const { x, y } = layout.nodes[state];
  const count = counts ? formatCount(counts[state]) : '–';
  return { state, transform: `translate(${x} ${y})`, icon: ICON_PATHS[icon], label, count };
}

function drawEdge(shape: EdgeShape, edge: FlowEdge, rate: number): EdgeDrawing {
  const { text, toState } = MEANINGS[edge];
  return {
    edge,
    toState,
    path: shape.path,
    arrow: `M${shape.tip.x} ${shape.tip.y}${ARROWS[shape.tip.toward]}`,
    width: edgeWidth(rate),
    isMoving: rate > 0,
    periodS: Math.max(0.5, 2 - Math.log10(1 + rate) * 0.6),
    label: shape.label,
    text: rate > 0 ? formatRate(rate) : '',
    description: `${text}: ${formatRate(rate)}`,
  };
}
