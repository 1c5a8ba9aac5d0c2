import { RateLimitBucket } from '@workstream/contracts';
import { bucketMeters } from './bucket-meters';

const bucket = (given: Partial<RateLimitBucket>): RateLimitBucket => ({
  name: 'requests',
  source: 'configured',
  capacity: 230,
  window_ms: 10_000,
  refill_per_second: 23,
  available: 115,
  used: 115,
  ...given,
});

describe('bucketMeters', () => {
  it('say what is left, how it refills and who says so', () => {
    expect(bucketMeters([bucket({})])).toEqual([
      {
        name: 'requests',
        label: 'Requests',
        text: '115 of 230 left in 10 s',
        share: 0.5,
        state: 'ACTIVE',
        refill: '23 a second',
        source: 'from the configuration',
      },
    ]);
  });

  it('warn when hardly anything is left', () => {
    expect(bucketMeters([bucket({ available: 20 })])[0]?.state).toBe('DLQ');
  });

  it('count without a limit too', () => {
    const [meter] = bucketMeters([
      bucket({ source: 'none', capacity: null, available: null, refill_per_second: null, used: 12 }),
    ]);

    expect(meter).toMatchObject({ text: '12 in 10 s, no limit', share: null, refill: '–', source: 'no limit' });
  });
});
