import { ChartData } from './chart-data';
import { chartRows, formatStep, summariseChart } from './chart-words';

const noon = new Date(2026, 2, 14, 12, 5).getTime() / 1_000;
const data: ChartData = {
  timesS: [noon, noon + 60, noon + 120],
  series: [
    { label: 'Created', state: 'PENDING', values: [1, 7, 3] },
    { label: 'p99', state: 'FAILED', values: [null, null, null] },
  ],
};

describe('The words of a chart', () => {
  it('say the last and the largest value of each series', () => {
    expect(summariseChart(data, String, 'minute')).toBe('Created: 3 at the end, at most 7 at 12:06. p99: nothing yet.');
  });

  it('list every value, the newest first, with a dash for a gap', () => {
    expect(chartRows(data, String, 'minute')).toEqual([
      { time: '12:07', values: ['3', '–'] },
      { time: '12:06', values: ['7', '–'] },
      { time: '12:05', values: ['1', '–'] },
    ]);
  });

  it('write days as dates', () => {
    expect(formatStep(noon, 'day')).toBe('03-14');
  });
});
