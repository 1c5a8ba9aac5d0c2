import { timelineOf } from './timeline';

const at = (seconds: number) => `2026-03-01T12:00:${String(seconds).padStart(2, '0')}.000Z`;
const NOW = Date.parse(at(30));

describe('timelineOf', () => {
  it('tells how long each state lasted, the present one until now', () => {
    const steps = timelineOf(
      {
        state_history: [
          { at: at(0), state: 'PENDING' },
          { at: at(4), state: 'ACTIVE' },
        ],
      },
      NOW,
    );

    expect(steps.map((step) => [step.state, step.durationMs, step.isCurrent])).toEqual([
      ['PENDING', 4_000, false],
      ['ACTIVE', 26_000, true],
    ]);
  });

  it('does not count on after the end', () => {
    const steps = timelineOf({ state_history: [{ at: at(4), state: 'COMPLETED' }] }, NOW);

    expect(steps[0]?.durationMs).toBeNull();
  });
});
