import { FRESH_FOR_MS, freshnessOf } from './freshness';

const NOW = 1_000_000;

describe('freshnessOf', () => {
  it('is live while heartbeats come in time', () => {
    expect(freshnessOf({ phase: 'LIVE', lastMessageAtMs: NOW - FRESH_FOR_MS }, NOW)).toEqual({
      kind: 'live',
      text: 'live',
    });
  });

  it('tells the age of what is late', () => {
    expect(freshnessOf({ phase: 'LIVE', lastMessageAtMs: NOW - 31_400 }, NOW)).toEqual({
      kind: 'aged',
      text: '31 s old',
    });
  });

  it('counts down to the next attempt and never below zero', () => {
    const texts = [2_100, 900, -500].map((ms) => freshnessOf({ phase: 'WAITING', retryAtMs: NOW + ms }, NOW).text);

    expect(texts).toEqual(['reconnecting in 3 s', 'reconnecting in 1 s', 'reconnecting in 0 s']);
  });
});
