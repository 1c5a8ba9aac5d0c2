const CALM_TOP = 5;

/** The corners of a curve in its own coordinates. */
export interface SparklineBox {
  readonly width: number;
  readonly height: number;
  /** Places on the time axis; fewer values leave room on the left. */
  readonly capacity: number;
}

/** An SVG path through `values`, oldest left, newest at the right edge. The largest touches the top, unless all are
 * so small that their changes mean little. */
export function sparklinePath(values: readonly number[], box: SparklineBox): string {
  if (values.length < 2) return '';
  const step = box.width / Math.max(1, box.capacity - 1);
  const top = Math.max(CALM_TOP, ...values);
  const startX = box.width - step * (values.length - 1);
  return values
    .map((value, index) => {
      const x = round(startX + step * index);
      const y = round(box.height - 1 - (value / top) * (box.height - 2));
      return `${index === 0 ? 'M' : 'L'}${x} ${y}`;
    })
    .join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;
