import { TaskState } from '@workstream/contracts';
import { FlowEdge } from './flow-edges';

/** The states that are drawn; FAILED is passed through and has no place of its own. */
export const FLOW_STATES = [
  'PENDING',
  'ACTIVE',
  'COMPLETED',
  'SCHEDULED',
  'DLQ',
] as const satisfies readonly TaskState[];
export type FlowState = (typeof FLOW_STATES)[number];

/** One way as it is drawn. */
export interface EdgeShape {
  readonly path: string;
  /** Where the arrow ends, and whither it points. */
  readonly tip: { readonly x: number; readonly y: number; readonly toward: 'right' | 'left' | 'up' | 'down' };
  readonly label: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' };
}

/** A drawing of all states and ways in pixels. */
export interface FlowLayout {
  readonly name: 'wide' | 'tall';
  readonly width: number;
  readonly height: number;
  readonly nodeWidth: number;
  readonly nodeHeight: number;
  /** Upper left corners. */
  readonly nodes: Readonly<Record<FlowState, { readonly x: number; readonly y: number }>>;
  readonly edges: Readonly<Record<FlowEdge, EdgeShape>>;
}

/** For a card of 560 pixels and more: time runs from left to right. */
export const WIDE_LAYOUT: FlowLayout = {
  name: 'wide',
  width: 800,
  height: 316,
  nodeWidth: 164,
  nodeHeight: 68,
  nodes: {
    PENDING: { x: 76, y: 46 },
    ACTIVE: { x: 352, y: 46 },
    COMPLETED: { x: 628, y: 46 },
    SCHEDULED: { x: 214, y: 188 },
    DLQ: { x: 628, y: 188 },
  },
  edges: {
    created: {
      path: 'M4 80H68',
      tip: { x: 74, y: 80, toward: 'right' },
      label: { x: 36, y: 70, anchor: 'middle' },
    },
    claimed: {
      path: 'M240 80H344',
      tip: { x: 350, y: 80, toward: 'right' },
      label: { x: 294, y: 70, anchor: 'middle' },
    },
    completed: {
      path: 'M516 80H620',
      tip: { x: 626, y: 80, toward: 'right' },
      label: { x: 570, y: 70, anchor: 'middle' },
    },
    scheduled: {
      path: 'M420 114C420 180 424 222 386 222',
      tip: { x: 380, y: 222, toward: 'left' },
      label: { x: 410, y: 164, anchor: 'end' },
    },
    promoted: {
      path: 'M214 222C176 222 176 180 176 122',
      tip: { x: 176, y: 116, toward: 'up' },
      label: { x: 186, y: 164, anchor: 'start' },
    },
    buried: {
      path: 'M464 114C464 210 500 222 620 222',
      tip: { x: 626, y: 222, toward: 'right' },
      label: { x: 562, y: 211, anchor: 'middle' },
    },
    revived: {
      path: 'M710 256C710 290 690 298 660 298H170C130 298 122 280 122 250V122',
      tip: { x: 122, y: 116, toward: 'up' },
      label: { x: 430, y: 289, anchor: 'middle' },
    },
    released: {
      path: 'M434 46C434 14 410 12 390 12H210C180 12 168 16 162 38',
      tip: { x: 160, y: 44, toward: 'down' },
      label: { x: 296, y: 28, anchor: 'middle' },
    },
  },
};

/** For telephones: time runs downwards. */
export const TALL_LAYOUT: FlowLayout = {
  name: 'tall',
  width: 328,
  height: 404,
  nodeWidth: 132,
  nodeHeight: 62,
  nodes: {
    PENDING: { x: 28, y: 34 },
    ACTIVE: { x: 28, y: 172 },
    COMPLETED: { x: 28, y: 306 },
    SCHEDULED: { x: 194, y: 96 },
    DLQ: { x: 194, y: 306 },
  },
  edges: {
    created: {
      path: 'M94 2V26',
      tip: { x: 94, y: 32, toward: 'down' },
      label: { x: 104, y: 20, anchor: 'start' },
    },
    claimed: {
      path: 'M94 96V164',
      tip: { x: 94, y: 170, toward: 'down' },
      label: { x: 104, y: 138, anchor: 'start' },
    },
    completed: {
      path: 'M94 234V298',
      tip: { x: 94, y: 304, toward: 'down' },
      label: { x: 104, y: 274, anchor: 'start' },
    },
    scheduled: {
      path: 'M160 196C220 196 250 196 250 166',
      tip: { x: 250, y: 160, toward: 'up' },
      label: { x: 262, y: 190, anchor: 'start' },
    },
    promoted: {
      path: 'M260 96C260 65 230 65 168 65',
      tip: { x: 162, y: 65, toward: 'left' },
      label: { x: 226, y: 56, anchor: 'middle' },
    },
    buried: {
      path: 'M160 216C230 216 260 236 260 298',
      tip: { x: 260, y: 304, toward: 'down' },
      label: { x: 262, y: 250, anchor: 'start' },
    },
    revived: {
      path: 'M260 368C260 388 250 394 230 394H34C14 394 8 386 8 366V90C8 70 10 65 20 65',
      tip: { x: 26, y: 65, toward: 'right' },
      label: { x: 150, y: 386, anchor: 'middle' },
    },
    released: {
      path: 'M56 172C42 150 42 128 52 104',
      tip: { x: 54, y: 98, toward: 'up' },
      label: { x: 48, y: 138, anchor: 'start' },
    },
  },
};
