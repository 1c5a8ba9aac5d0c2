import { TaskState } from '@workstream/contracts';

/** One line or row of bars. */
export interface ChartSeries {
  readonly label: string;
  /** Lends its colour. */
  readonly state: TaskState;
  /** As many as there are times; null leaves a gap. */
  readonly values: readonly (number | null)[];
}

/** What a chart draws. */
export interface ChartData {
  /** Seconds since the epoch, rising. */
  readonly timesS: readonly number[];
  readonly series: readonly ChartSeries[];
}

/** How the steps of the time axis are written: `minute` as clock times, `day` as dates. */
export type ChartStep = 'minute' | 'day';

/** Puts a value into words. */
export type ChartFormat = (value: number) => string;
