import { Draft, EMPTY_DRAFT, readDraft } from './draft';

const read = (given: Partial<Draft>) => readDraft({ ...EMPTY_DRAFT, ...given });

describe('readDraft', () => {
  it('asks nothing of the server where nothing was filled in', () => {
    expect(read({})).toEqual({ status: 'READY', options: {} });
  });

  it('turns what was filled in into options with units', () => {
    const local = new Date(2026, 2, 14, 9, 30);

    expect(
      read({
        priority: 'high',
        runAt: '2026-03-14T09:30',
        labels: 'project=atlas, team = red,url=a=b',
        timeoutS: '1.5',
        maxRetries: '0',
        model: 'openrouter/auto',
        maxCostUsd: '0.05',
      }),
    ).toEqual({ status: 'WRONG', problem: 'A label is written name=value, not team = red.' });
    expect(
      read({
        priority: 'high',
        runAt: '2026-03-14T09:30',
        labels: 'project=atlas, url=a=b',
        timeoutS: '1.5',
        maxRetries: '0',
        model: 'openrouter/auto',
        maxCostUsd: '0.05',
      }),
    ).toEqual({
      status: 'READY',
      options: {
        priority: 'high',
        run_at: local.toISOString(),
        labels: { project: 'atlas', url: 'a=b' },
        timeout_ms: 1_500,
        max_retries: 0,
        model: 'openrouter/auto',
        max_cost_usd: 0.05,
      },
    });
  });

  it.each([
    [{ timeoutS: '0' }, 'The time limit is 0.1 to 86400 seconds.'],
    [{ maxRetries: '2.5' }, 'Retries are a whole number from 0 to 20.'],
    [{ maxRetries: '21' }, 'Retries are a whole number from 0 to 20.'],
    [{ maxCostUsd: 'much' }, 'The most it may cost is 0 to 1000 dollars.'],
  ])('says what is wrong with %j', (given, problem) => {
    expect(read(given)).toEqual({ status: 'WRONG', problem });
  });
});
