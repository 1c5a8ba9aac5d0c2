import { ERROR_TYPES } from '@workstream/contracts';
import fc from 'fast-check';
import { backoffMs, defaultBackoff } from './backoff';

describe('backoffMs', () => {
  it('follows the table of the error type and stays at its last value', () => {
    const rests = [0, 1, 2, 3, 4, 5].map((retry) => backoffMs(defaultBackoff.NetworkError, retry, 0, 0));
    expect(rests).toEqual([2000, 5000, 10_000, 30_000, 60_000, 60_000]);
  });

  it('spreads retries by up to the jitter', () => {
    expect(backoffMs(defaultBackoff.Other, 0, 0, 0.5)).toBe(5500);
  });

  it('never answers less than what the other side asked for, nor less than the table', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ERROR_TYPES),
        fc.nat(50),
        fc.nat(10_000_000),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (errorType, retry, retryAfterMs, random) => {
          const policy = defaultBackoff[errorType];
          const rest = backoffMs(policy, retry, retryAfterMs, random);
          expect(rest).toBeGreaterThanOrEqual(retryAfterMs);
          expect(rest).toBeGreaterThanOrEqual(Math.min(...policy.delaysMs));
          expect(Number.isInteger(rest)).toBe(true);
        },
      ),
    );
  });
});
