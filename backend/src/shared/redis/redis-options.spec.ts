import { LONGEST_WAIT_MS } from '@workstream/engine';
import { redisOptions } from './redis-options';

describe('redisOptions', () => {
  it('take no idle worker that waits for work for a dead connection', () => {
    expect(redisOptions('worker', 'blocking').socketTimeout).toBeGreaterThan(LONGEST_WAIT_MS);
  });

  it.each(['commands', 'subscriber'] as const)('leave a frozen server within seconds: %s', (role) => {
    expect(redisOptions('worker', role).socketTimeout).toBeLessThanOrEqual(5_000);
  });
});
