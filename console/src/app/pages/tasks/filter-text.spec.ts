import { ANY_TASK } from '../../api/task-query';
import { chipsOf, readFilterText } from './filter-text';

describe('readFilterText', () => {
  it('reads every kind of filter', () => {
    const text =
      'status:active type:pdfxtract id:4F2 queue:retry error:RateLimited worker:host-1 age:<1h from:2026-03-01 label.project:atlas';

    expect(readFilterText(text, {})).toEqual({
      problem: null,
      change: {
        state: 'ACTIVE',
        type: 'pdfxtract',
        idPrefix: '4f2',
        queue: 'retry',
        errorType: 'RateLimited',
        workerId: 'host-1',
        age: '<1h',
        fromDay: '2026-03-01',
        labels: { project: 'atlas' },
      },
    });
  });

  it.each([
    ['status:failed', { state: 'DLQ' }],
    ['STATUS:Done', { state: 'COMPLETED' }],
    ['error:429', { errorType: 'RateLimited' }],
    ['error:timed', { errorType: 'TimedOut' }],
    ['4f2a', { idPrefix: '4f2a' }],
    ['label.title:"two words"', { labels: { title: 'two words' } }],
    ['', {}],
  ])('understands %s', (text, change) => {
    expect(readFilterText(text, {})).toEqual({ change, problem: null });
  });

  it('adds a label to those that are on already', () => {
    expect(readFilterText('label.b:2', { a: '1' }).change).toEqual({ labels: { a: '1', b: '2' } });
  });

  it.each(['hello', 'status:asleep', 'colour:red', 'age:old', 'from:2026-13-45', 'type:'])(
    'says that %s asks for nothing, and keeps the rest',
    (word) => {
      const { change, problem } = readFilterText(`${word} type:summarize`, {});

      expect(change).toEqual({ type: 'summarize' });
      expect(problem).toContain(`“${word}”`);
    },
  );
});

describe('chipsOf', () => {
  it('shows each filter as it is typed, and typing it again asks for the same', () => {
    const query = { ...ANY_TASK, state: 'DLQ', age: '>5m', labels: { title: 'two words' } } as const;
    const typed = chipsOf(query)
      .map((chip) => chip.text)
      .join(' ');

    expect(typed).toBe('status:dlq age:>5m label.title:"two words"');
    expect({ ...ANY_TASK, ...readFilterText(typed, {}).change }).toEqual(query);
  });

  it('takes off one label and leaves the others', () => {
    const [first] = chipsOf({ ...ANY_TASK, labels: { a: '1', b: '2' } });

    expect(first?.without).toEqual({ labels: { b: '2' } });
  });
});
