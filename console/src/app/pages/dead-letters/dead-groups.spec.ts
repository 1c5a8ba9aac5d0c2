import { taskSummary } from '../../../../testing/task-builder';
import { groupDeadLetters, normaliseMessage } from './dead-groups';

const dead = (id: string, minute: number, last_error: string, error_type: 'TimedOut' | 'Other' = 'Other') =>
  taskSummary({ task_id: id, state: 'DLQ', error_type, last_error, updated_at: `2026-03-01T12:0${minute}:00.000Z` });

describe('normaliseMessage', () => {
  it.each([
    ['No answer after 30000 ms', 'No answer after <n> ms'],
    ['Task 019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55 is gone', 'Task <id> is gone'],
    ['File "a b.pdf" has 3 pages', 'File <text> has <n> pages'],
    ['since 2026-03-01T12:00:00.000Z', 'since <time>'],
    ['commit 9f3a2c11de failed', 'commit <id> failed'],
  ])('makes of %s: %s', (message, normalised) => {
    expect(normaliseMessage(message)).toBe(normalised);
  });
});

describe('groupDeadLetters', () => {
  it('puts together what failed alike and tells since when', () => {
    const [largest, other] = groupDeadLetters([
      dead('a', 3, 'No answer after 30000 ms', 'TimedOut'),
      dead('b', 1, 'Page 7 is broken'),
      dead('c', 2, 'Page 12 is broken'),
    ]);

    expect(largest).toMatchObject({
      fingerprint: 'Other: Page <n> is broken',
      message: 'Page 12 is broken',
      firstAt: '2026-03-01T12:01:00.000Z',
      lastAt: '2026-03-01T12:02:00.000Z',
    });
    expect(largest?.tasks.map((task) => task.task_id)).toEqual(['c', 'b']);
    expect(other?.errorType).toBe('TimedOut');
  });

  it('keeps causes of different types apart though their words are the same', () => {
    expect(groupDeadLetters([dead('a', 1, 'gone'), dead('b', 1, 'gone', 'TimedOut')])).toHaveLength(2);
  });
});
