import { ANY_TASK, toQueryParams } from './task-query';

describe('toQueryParams', () => {
  it('asks only for what is wanted', () => {
    expect(toQueryParams(ANY_TASK)).toEqual({ sort_by: 'created_at', sort_order: 'desc', page: 1, page_size: 25 });
  });

  it('spells filters as the API does', () => {
    expect(toQueryParams({ ...ANY_TASK, state: 'DLQ', type: 'pdfxtract', idPrefix: '4f', page: 3 })).toMatchObject({
      status: 'DLQ',
      task_type: 'pdfxtract',
      task_id: '4f',
      page: 3,
    });
  });

  it('takes a day from its first to its last millisecond where the reader is', () => {
    const { start_date, end_date } = toQueryParams({ ...ANY_TASK, fromDay: '2026-03-01', toDay: '2026-03-01' });

    expect(start_date).toBe(new Date(2026, 2, 1).toISOString());
    expect(Date.parse(String(end_date)) - Date.parse(String(start_date))).toBe(86_399_999);
  });
});
