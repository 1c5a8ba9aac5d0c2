import type { Options, Series } from 'uplot';
import type uPlot from 'uplot';
import { ChartFormat, ChartStep } from './chart-data';
import { formatStep } from './chart-words';

const FONT = '11px system-ui, sans-serif';
const ROOM_FOR_VALUES_PX = 54;

// Lines differ by their dashes too, so that they can be told apart without colour.
const DASHES = [[], [6, 3], [2, 3], [10, 3, 2, 3]] as const;

/** Colours as the page has them at the moment of drawing, so that a change of theme needs no new chart. */
export interface ChartColours {
  series(index: number): string;
  text(): string;
  line(): string;
}

/** What a drawing is made from. */
export interface ChartPlan {
  readonly width: number;
  readonly height: number;
  readonly seriesCount: number;
  readonly isBars: boolean;
  readonly step: ChartStep;
  /** Charts with the same name share crosshair and zoom; null for a chart of its own. */
  readonly group: string | null;
  readonly format: ChartFormat;
  readonly colours: ChartColours;
  /** Told the place under the crosshair, or null when it is away. */
  readonly pointAt: (index: number | null) => void;
  /** Told when a span is chosen by dragging. */
  readonly zoomed: () => void;
}

/** The drawing library's options for a plan. */
export function chartOptions(plan: ChartPlan, library: typeof uPlot): Options {
  return {
    width: plan.width,
    height: plan.height,
    legend: { show: false },
    padding: [8, 8, 0, 0],
    cursor: {
      y: false,
      points: { size: 7 },
      ...(plan.group === null ? {} : { sync: { key: plan.group, setSeries: false, scales: ['x', null] } }),
    },
    scales: { x: { time: true }, y: { range: (_chart, _min, max) => [0, roomAbove(max)] } },
    axes: [timeAxis(plan), valueAxis(plan)],
    series: [{}, ...Array.from({ length: plan.seriesCount }, (_, index) => seriesOf(plan, index, library))],
    hooks: {
      setCursor: [(chart) => plan.pointAt(chart.cursor.idx ?? null)],
      setSelect: [(chart) => chart.select.width > 0 && plan.zoomed()],
    },
  };
}

const roomAbove = (max: number | null): number => (max === null || max <= 0 ? 1 : max * 1.08);

function seriesOf(plan: ChartPlan, index: number, library: typeof uPlot): Series {
  const paths = plan.isBars ? library.paths.bars?.({ size: [0.6, 48], align: 0 }) : undefined;
  return {
    stroke: () => plan.colours.series(index),
    width: plan.isBars ? 0 : 1.75,
    dash: plan.isBars ? [] : [...(DASHES[index % DASHES.length] ?? [])],
    points: { show: false },
    ...(plan.isBars ? { fill: () => plan.colours.series(index) } : {}),
    ...(paths ? { paths } : {}),
  };
}

const timeAxis = (plan: ChartPlan): uPlot.Axis => ({
  ...look(plan),
  size: 26,
  space: 64,
  values: (_chart, splits) => splits.map((atS) => formatStep(atS, plan.step)),
});

const valueAxis = (plan: ChartPlan): uPlot.Axis => ({
  ...look(plan),
  size: ROOM_FOR_VALUES_PX,
  space: 36,
  values: (_chart, splits) => withoutRepeats(splits.map((value) => plan.format(value))),
});

// Between small counts lie steps that read alike.
const withoutRepeats = (labels: readonly string[]): string[] =>
  labels.map((label, index) => (label === labels[index - 1] ? '' : label));

const look = (plan: ChartPlan): uPlot.Axis => ({
  font: FONT,
  stroke: () => plan.colours.text(),
  grid: { stroke: () => plan.colours.line(), width: 1 },
  ticks: { show: false },
});
