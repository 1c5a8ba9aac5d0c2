import { sparklinePath } from './sparkline-path';

const BOX = { width: 100, height: 22, capacity: 11 };

describe('sparklinePath', () => {
  it('ends at the right edge and leaves room for what is not known yet', () => {
    expect(sparklinePath([0, 10, 5], BOX)).toBe('M80 21L90 1L100 11');
  });

  it('draws nothing from less than two values', () => {
    expect([sparklinePath([], BOX), sparklinePath([4], BOX)]).toEqual(['', '']);
  });

  it('does not make a mountain of one task', () => {
    expect(sparklinePath([0, 1], BOX)).toBe('M90 21L100 17');
  });
});
