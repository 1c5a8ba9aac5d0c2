/** The ways on which tasks move between states. */
export const FLOW_EDGES = [
  'created',
  'claimed',
  'completed',
  'scheduled',
  'promoted',
  'buried',
  'revived',
  'released',
] as const;
export type FlowEdge = (typeof FLOW_EDGES)[number];

/** Moves a minute on each way. */
export type FlowRates = Readonly<Record<FlowEdge, number>>;
