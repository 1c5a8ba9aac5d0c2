import type { Clock } from '../clock';
import type { Logger } from '../logger';
import { silentLogger } from '../logger';
import { Loop } from './loop';

/** A clock whose pauses end when the spec says so. */
class SteppedClock implements Clock {
  readonly pauses: number[] = [];
  private wake: () => void = () => undefined;
  now = () => 0;
  random = () => 0;
  delay(ms: number, signal?: AbortSignal): Promise<void> {
    this.pauses.push(ms);
    return new Promise((resolve) => {
      this.wake = resolve;
      signal?.addEventListener('abort', () => {
        resolve();
      });
    });
  }
  async next(): Promise<void> {
    await new Promise(setImmediate);
    this.wake();
    await new Promise(setImmediate);
  }
}

describe('Loop', () => {
  it('steps at once and then after each pause, until stopped', async () => {
    const clock = new SteppedClock();
    let steps = 0;
    const loop = new Loop('test', () => Promise.resolve(++steps), { everyMs: 500, clock });
    loop.start();
    await clock.next();
    await clock.next();
    await loop.stop();
    await clock.next();
    expect({ steps, pauses: clock.pauses }).toEqual({ steps: 3, pauses: [500, 500, 500] });
  });

  it('survives a step that throws, and says so', async () => {
    const clock = new SteppedClock();
    const errors: string[] = [];
    const logger: Logger = {
      ...silentLogger,
      error: (message, fields) => errors.push(`${message}: ${String(fields?.['error'])}`),
    };
    let steps = 0;
    const loop = new Loop(
      'test',
      () => (++steps === 1 ? Promise.reject(new Error('Redis is away')) : Promise.resolve()),
      {
        everyMs: 1,
        clock,
        logger,
      },
    );
    loop.start();
    await clock.next();
    await clock.next();
    await loop.stop();
    expect({ errors, goesOn: steps > 1 }).toEqual({
      errors: ['test: step failed, will be tried again: Redis is away'],
      goesOn: true,
    });
  });

  it('never runs two steps at once', async () => {
    let finish: () => void = () => undefined;
    let steps = 0;
    const loop = new Loop('test', () => new Promise<void>((resolve) => ((finish = resolve), steps++)), { everyMs: 1 });
    const first = loop.tick();
    const second = loop.tick();
    finish();
    await Promise.all([first, second]);
    expect(steps).toBe(1);
  });
});
