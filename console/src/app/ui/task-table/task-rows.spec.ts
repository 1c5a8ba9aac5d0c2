import { taskSummary } from '../../../../testing/task-builder';
import { rowsOf } from './task-rows';

const AROUND = { nowMs: Date.parse('2026-03-01T12:01:00.000Z'), doomed: new Set<string>(), openId: null };
const row = (changes: number, task = taskSummary()) => ({ task, changes, isDeleted: false });

describe('rowsOf', () => {
  it('lights a row up once for every change', () => {
    expect(
      rowsOf(
        [0, 1, 2, 3].map((changes) => row(changes)),
        AROUND,
      ).map(({ flash }) => flash),
    ).toEqual([null, 'odd', 'even', 'odd']);
  });

  it('offers a retry only where the API accepts one', () => {
    const states = ['PENDING', 'ACTIVE', 'COMPLETED', 'SCHEDULED', 'DLQ'] as const;
    const rows = rowsOf(
      states.map((state) => row(0, taskSummary({ state }))),
      AROUND,
    );

    expect(rows.filter(({ canRetry }) => canRetry).map(({ task }) => task.state)).toEqual(['DLQ']);
  });

  it('offers nothing for a task that is about to go', () => {
    const task = taskSummary({ state: 'DLQ' });

    expect(rowsOf([row(0, task)], { ...AROUND, doomed: new Set([task.task_id]) })[0]).toMatchObject({
      isDoomed: true,
      canRetry: false,
    });
  });
});
