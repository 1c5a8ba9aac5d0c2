import { convertToParamMap } from '@angular/router';
import { ANY_TASK, TaskQuery } from '../../api/task-query';
import { isFiltered, paramsFromQuery, queryFromParams } from './task-filters';

const FULL: TaskQuery = {
  state: 'DLQ',
  type: 'pdfxtract',
  idPrefix: '4f2',
  queue: 'retry',
  errorType: 'RateLimited',
  workerId: 'host-1',
  labels: { project: 'atlas', note: 'a=b' },
  age: '<1h',
  fromDay: '2026-03-01',
  toDay: '2026-03-31',
  sortBy: 'updated_at',
  sortOrder: 'asc',
  page: 4,
  pageSize: 50,
};

const read = (params: Record<string, string | string[]>) => queryFromParams(convertToParamMap(params));

describe('the address of a list', () => {
  it('brings back the query it was written from', () => {
    const params = paramsFromQuery(FULL);

    const written = Object.entries(params).filter(([, value]) => value !== null);

    expect(
      read(Object.fromEntries(written.map(([key, value]) => [key, Array.isArray(value) ? value : String(value)]))),
    ).toEqual(FULL);
  });

  it('is bare for the usual list', () => {
    expect(Object.values(paramsFromQuery(ANY_TASK)).every((value) => value === null)).toBe(true);
    expect(read({})).toEqual(ANY_TASK);
  });

  it.each([
    [{ status: 'SLEEPING' }],
    [{ from: '2026-13-45' }],
    [{ to: 'yesterday' }],
    [{ sort: 'colour' }],
    [{ order: 'up' }],
    [{ page: '-2' }],
    [{ page: '1.5' }],
    [{ size: 'all' }],
    [{ id: '  ' }],
    [{ age: 'old' }],
    [{ label: 'atlas' }],
    [{ find: 'hello' }],
  ])('counts %j as nothing asked', (params) => {
    expect(read(params)).toEqual(ANY_TASK);
  });

  it('takes typed words as well', () => {
    expect(read({ status: 'DLQ', find: 'type:pdfxtract age:<1h' })).toMatchObject({
      state: 'DLQ',
      type: 'pdfxtract',
      age: '<1h',
    });
  });

  it('asks for no larger page than the API serves', () => {
    expect(read({ size: '5000' }).pageSize).toBe(100);
  });

  it('calls a list filtered that hides tasks, not one that is sorted', () => {
    expect([FULL, ANY_TASK, { ...ANY_TASK, sortBy: 'updated_at', page: 2 } as TaskQuery].map(isFiltered)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
