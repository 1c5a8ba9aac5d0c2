import { taskSummary } from '../../../../testing/task-builder';
import { rowsOf } from './task-rows';

const AROUND = {
  nowMs: Date.parse('2026-03-01T12:01:00.000Z'),
  doomed: new Set<string>(),
  openId: null,
  selected: new Set<string>(),
  cursorId: null,
};
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

  it('offers to cancel what has not ended, and shows how far a running task is', () => {
    const progress = { done: 3, total: 12, message: null };
    const states = ['PENDING', 'ACTIVE', 'COMPLETED', 'SCHEDULED', 'DLQ', 'CANCELLED'] as const;
    const rows = rowsOf(
      states.map((state) => row(0, taskSummary({ state, progress }))),
      AROUND,
    );

    expect(rows.filter(({ canCancel }) => canCancel).map(({ task }) => task.state)).toEqual([
      'PENDING',
      'ACTIVE',
      'SCHEDULED',
    ]);
    expect(rows.map(({ percent }) => percent)).toEqual([null, 25, null, null, null, null]);
  });
});
