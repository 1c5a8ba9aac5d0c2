import type { ListTasksDto } from './dto/list-tasks.dto';
import { toTaskQuery } from './to-task-query';

const query = (dates: Pick<ListTasksDto, 'start_date' | 'end_date'>): ListTasksDto => ({
  sort_by: 'created_at',
  sort_order: 'desc',
  page: 1,
  page_size: 20,
  ...dates,
});
const at = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

describe('toTaskQuery', () => {
  it.each([
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T08:30:00', '2026-01-31T08:30:00.000Z'],
    ['2026-01-31T08:30', '2026-01-31T08:30:00.000Z'],
    ['2026-01-31T08:30:00Z', '2026-01-31T08:30:00.000Z'],
    ['2026-01-31T08:30:00+02:00', '2026-01-31T06:30:00.000Z'],
  ])('begins at %s, which is %s', (start_date, expected) => {
    expect(at(toTaskQuery(query({ start_date })).fromMs)).toBe(expected);
  });

  it('ends with the whole of a day that is given alone, and otherwise at the moment given', () => {
    expect(at(toTaskQuery(query({ end_date: '2026-01-31' })).toMs)).toBe('2026-01-31T23:59:59.999Z');
    expect(at(toTaskQuery(query({ end_date: '2026-01-31T12:00:00Z' })).toMs)).toBe('2026-01-31T12:00:00.000Z');
  });

  it('takes one and the same day as first and last', () => {
    expect(() => toTaskQuery(query({ start_date: '2026-01-31', end_date: '2026-01-31' }))).not.toThrow();
  });
});
