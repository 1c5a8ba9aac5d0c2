import { StateChange, TaskState } from '@workstream/contracts';
import { taskRecord } from '../../../../testing/task-builder';
import { attemptsOf } from './attempts-of';

const START = Date.parse('2026-03-01T12:00:00.000Z');
const history = (...moves: [TaskState, number][]): StateChange[] =>
  moves.map(([state, second]) => ({ state, at: new Date(START + second * 1_000).toISOString() }));
const failed = (attempt: number, second: number) => ({
  attempt,
  at: new Date(START + second * 1_000).toISOString(),
  error_type: 'RateLimited' as const,
  message: 'Slow down.',
  worker_id: 'host-1',
});
const read = (changes: StateChange[], errors: ReturnType<typeof failed>[] = [], nowSecond = 100) =>
  attemptsOf(
    taskRecord({ state_history: changes, error_history: errors, worker_id: 'host-2' }),
    START + nowSecond * 1_000,
  ).map(({ number, outcome, workerId, parts }) => ({
    number,
    outcome,
    workerId,
    parts: parts.map(({ kind, durationMs }) => `${kind} ${durationMs / 1_000}`),
  }));

describe('attemptsOf', () => {
  it('splits each attempt into backoff, wait and run', () => {
    const moves = history(
      ['PENDING', 0],
      ['ACTIVE', 2],
      ['SCHEDULED', 5],
      ['PENDING', 15],
      ['ACTIVE', 16],
      ['COMPLETED', 20],
    );

    expect(read(moves, [failed(1, 5)])).toEqual([
      { number: 1, outcome: 'RateLimited', workerId: 'host-1', parts: ['wait 2', 'run 3'] },
      { number: 2, outcome: 'COMPLETED', workerId: 'host-2', parts: ['backoff 10', 'wait 1', 'run 4'] },
    ]);
  });

  it('lets what has not ended last until now', () => {
    expect(read(history(['PENDING', 0], ['ACTIVE', 90]))).toEqual([
      { number: 1, outcome: 'RUNNING', workerId: 'host-2', parts: ['wait 90', 'run 10'] },
    ]);
    expect(read(history(['PENDING', 40]))).toEqual([
      { number: 1, outcome: 'WAITING', workerId: null, parts: ['wait 60'] },
    ]);
  });

  it('tells a task created for later from one that failed', () => {
    expect(read(history(['SCHEDULED', 0], ['PENDING', 30]), [], 31)).toMatchObject([{ parts: ['delay 30', 'wait 1'] }]);
  });

  it('says when a task was given back unfinished', () => {
    expect(read(history(['PENDING', 0], ['ACTIVE', 1], ['PENDING', 3], ['ACTIVE', 4], ['CANCELLED', 9]))).toMatchObject(
      [{ outcome: 'RELEASED' }, { outcome: 'CANCELLED' }],
    );
  });

  it('counts no attempt after a task has died', () => {
    expect(read(history(['PENDING', 0], ['ACTIVE', 1], ['DLQ', 3]), [failed(1, 3)])).toHaveLength(1);
  });
});
