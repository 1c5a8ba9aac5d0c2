import { QueueEvent, StateCounts, TaskState } from '@workstream/contracts';
import { FLOW_EDGES, FlowEdge, FlowRates } from '../ui/status-flow/flow-edges';

/** Nothing moved. */
export const NO_FLOW: FlowRates = Object.freeze(
  Object.fromEntries(FLOW_EDGES.map((edge) => [edge, 0])) as Record<FlowEdge, number>,
);

const WINDOW_S = 60;

// FAILED is passed through on the way to SCHEDULED or DLQ, so that a step from it counts as the step from ACTIVE.
const EDGE_OF_MOVE: Partial<Record<`${TaskState}>${TaskState}`, FlowEdge>> = {
  'PENDING>ACTIVE': 'claimed',
  'ACTIVE>COMPLETED': 'completed',
  'ACTIVE>SCHEDULED': 'scheduled',
  'FAILED>SCHEDULED': 'scheduled',
  'SCHEDULED>PENDING': 'promoted',
  'ACTIVE>DLQ': 'buried',
  'FAILED>DLQ': 'buried',
  'DLQ>PENDING': 'revived',
  'ACTIVE>PENDING': 'released',
};

/** The way that an event went, or null when it moved no task between two drawn states. */
export function edgeOf(event: QueueEvent): FlowEdge | null {
  if (event.type === 'task_created') return 'created';
  if (event.type !== 'task_state_changed' || event.new_state === null) return null;
  return EDGE_OF_MOVE[`${event.old_state}>${event.new_state}`] ?? null;
}

/**
 * The moves that must have happened between two counts, when nobody told them singly. It is the least that explains the
 * difference: a task that came and went in between leaves no trace.
 */
export function leastMoves(before: StateCounts, after: StateCounts): Partial<FlowRates> {
  const grown = (state: TaskState) => Math.max(0, after[state] - before[state]);
  const [completed, scheduled, buried] = [grown('COMPLETED'), grown('SCHEDULED'), grown('DLQ')];
  return {
    created: Math.max(0, sumOf(after) - sumOf(before)),
    claimed: Math.max(0, completed + scheduled + buried + after.ACTIVE - before.ACTIVE),
    completed,
    scheduled,
    buried,
  };
}

const sumOf = (counts: StateCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Counts moves by the second and forgets them after a minute: memory does not grow with traffic. */
export class FlowWindow {
  private readonly seconds = new Map<number, Record<FlowEdge, number>>();

  add(moves: Partial<FlowRates>, atMs: number): void {
    const second = Math.floor(atMs / 1_000);
    const counts = this.seconds.get(second) ?? { ...NO_FLOW };
    for (const edge of FLOW_EDGES) counts[edge] += moves[edge] ?? 0;
    this.seconds.set(second, counts);
  }

  /** Moves within the minute that ends at `nowMs`. */
  rates(nowMs: number): FlowRates {
    this.forgetBefore(Math.floor(nowMs / 1_000) - WINDOW_S);
    const sums = { ...NO_FLOW };
    for (const counts of this.seconds.values()) for (const edge of FLOW_EDGES) sums[edge] += counts[edge];
    return sums;
  }

  private forgetBefore(second: number): void {
    for (const key of this.seconds.keys()) if (key <= second) this.seconds.delete(key);
  }
}
