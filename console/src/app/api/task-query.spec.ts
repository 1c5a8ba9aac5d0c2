import { ANY_TASK, toBulkFilter, toQueryParams } from './task-query';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');

describe('toQueryParams', () => {
  it('asks only for what is wanted', () => {
    expect(toQueryParams(ANY_TASK, NOW)).toEqual({ sort_by: 'created_at', sort_order: 'desc', page: 1, page_size: 25 });
  });

  it('spells filters as the API does', () => {
    expect(toQueryParams({ ...ANY_TASK, state: 'DLQ', type: 'pdfxtract', idPrefix: '4f', page: 3 }, NOW)).toMatchObject(
      {
        status: 'DLQ',
        task_type: 'pdfxtract',
        task_id: '4f',
        page: 3,
      },
    );
  });

  it('takes a day from its first to its last millisecond where the reader is', () => {
    const { start_date, end_date } = toQueryParams({ ...ANY_TASK, fromDay: '2026-03-01', toDay: '2026-03-01' }, NOW);

    expect(start_date).toBe(new Date(2026, 2, 1).toISOString());
    expect(Date.parse(String(end_date)) - Date.parse(String(start_date))).toBe(86_399_999);
  });

  it('makes a parameter of each label', () => {
    expect(toQueryParams({ ...ANY_TASK, labels: { project: 'atlas', team: 'a b' } }, NOW)).toMatchObject({
      'label.project': 'atlas',
      'label.team': 'a b',
    });
  });

  it.each([
    ['<1h', { start_date: '2026-03-01T11:00:00.000Z' }],
    ['>5m', { end_date: '2026-03-01T11:55:00.000Z' }],
    ['soon', {}],
  ])('takes the age %s from now on', (age, bounds) => {
    expect(toBulkFilter({ ...ANY_TASK, age }, NOW)).toEqual(bounds);
  });
});
