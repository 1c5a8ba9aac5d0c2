import { QueueDepths } from '@workstream/contracts';
import { QueuePicture, queueCards } from './queue-cards';

const nowMs = Date.parse('2026-03-01T12:00:00.000Z');
const ID_OF_NOON = `${nowMs
  .toString(16)
  .padStart(12, '0')
  .replace(/^(.{8})(.{4})$/, '$1-$2')}-7000-8000-000000000000`;

const depthsOf = (given: Partial<QueueDepths>): QueueDepths => ({
  primary: 0,
  retry: 0,
  scheduled: 0,
  dlq: 0,
  ...given,
});
const pictureOf = (given: Partial<QueuePicture> = {}): QueuePicture => ({
  depths: depthsOf({}),
  samples: [],
  paused: new Set(),
  hasWorkers: true,
  nextIds: { primary: [], retry: [], scheduled: [], dlq: [] },
  nowMs,
  ...given,
});
const primaryOf = (given: Partial<QueuePicture>) => queueCards(pictureOf(given))[0]!;

const twoMinutes = (before: number, after: number) => ({
  depths: depthsOf({ primary: after }),
  samples: [
    { atMs: nowMs - 120_000, depths: depthsOf({ primary: before }) },
    { atMs: nowMs, depths: depthsOf({ primary: after }) },
  ],
});

describe('queueCards', () => {
  it.each([
    [300, 100, '−100/min', 'empty in 1 min 00 s'],
    [100, 300, '+100/min', 'grows'],
    [100, 100, 'steady', 'stands still'],
    [100, 0, '−50/min', 'empty'],
  ])('tell from %i falling or rising to %i where it leads', (before, after, pace, drain) => {
    expect(primaryOf(twoMinutes(before, after))).toMatchObject({ pace, drain });
  });

  it('promise nothing of a paused queue', () => {
    expect(primaryOf({ ...twoMinutes(300, 100), paused: new Set(['primary']) })).toMatchObject({
      isPaused: true,
      drain: 'paused',
    });
  });

  it('read the age of the oldest task from its id', () => {
    const nextIds = { primary: [ID_OF_NOON], retry: [], scheduled: [ID_OF_NOON], dlq: [] };
    const ages = queueCards(pictureOf({ nextIds, nowMs: nowMs + 5_000 })).map((card) => card.oldestMs);

    expect(ages).toEqual([5_000, null, null, null]);
  });

  it('flag what nobody works on, which dead letters do not wait for', () => {
    expect(queueCards(pictureOf({ hasWorkers: false })).map((card) => card.hasNoWorkers)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
