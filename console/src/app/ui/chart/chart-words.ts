import { ChartData, ChartFormat, ChartSeries, ChartStep } from './chart-data';

const MAX_ROWS = 240;

/** A row of the table that stands for the drawing. */
export interface ChartRow {
  readonly time: string;
  readonly values: readonly string[];
}

/** A moment on the time axis in the reader's own time: `14:05`, or `03-14` for days. */
export function formatStep(atS: number, step: ChartStep): string {
  const at = new Date(atS * 1_000);
  return step === 'day'
    ? `${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
    : `${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** What a drawing shows, for whoever does not see it: the last and the largest value of each series. */
export function summariseChart(data: ChartData, format: ChartFormat, step: ChartStep): string {
  return data.series.map((series) => summariseSeries(series, data.timesS, format, step)).join(' ');
}

/** The newest values, newest first, as text; at most 240 rows. */
export const chartRows = (data: ChartData, format: ChartFormat, step: ChartStep): readonly ChartRow[] =>
  data.timesS
    .map((atS, index) => ({
      time: formatStep(atS, step),
      values: data.series.map((series) => formatValue(series.values[index], format)),
    }))
    .slice(-MAX_ROWS)
    .reverse();

/** A value in words, a dash where there is none. */
export const formatValue = (value: number | null | undefined, format: ChartFormat): string =>
  value === null || value === undefined ? '–' : format(value);

function summariseSeries(series: ChartSeries, timesS: readonly number[], format: ChartFormat, step: ChartStep): string {
  const known = series.values.filter((value) => value !== null);
  const last = known.at(-1);
  if (last === undefined) return `${series.label}: nothing yet.`;
  const most = Math.max(...known);
  const atS = timesS[series.values.indexOf(most)] ?? 0;
  return `${series.label}: ${format(last)} at the end, at most ${format(most)} at ${formatStep(atS, step)}.`;
}

const pad = (value: number): string => String(value).padStart(2, '0');
