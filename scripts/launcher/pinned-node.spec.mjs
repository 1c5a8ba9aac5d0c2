import { isNewEnough } from './pinned-node.mjs';

describe('a Node that the machine brings', () => {
  it.each(['22.22.3', '22.23.0', '24.15.0', '24.21.1', '26.0.0', '27.1.0'])('serves as %s', (version) => {
    expect(isNewEnough(version)).toBe(true);
  });

  it.each(['18.20.0', '20.20.2', '22.22.2', '23.11.0', '24.14.9', '25.9.0'])('is refused as %s', (version) => {
    expect(isNewEnough(version)).toBe(false);
  });
});
