import { World } from '../../test/world';
import { QueueMonitor } from './queue-monitor';

describe('QueueMonitor', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
  });
  afterEach(() => world.clear());
  afterAll(() => world.end());

  it('counts tasks of all types in every queue and state', async () => {
    for (const state of ['COMPLETED', 'DLQ', 'CANCELLED', 'SCHEDULED', 'ACTIVE', 'PENDING'] as const) {
      await world.given(state);
    }
    await world.enqueue({ type: 'pdfxtract', priority: 'low' });
    await world.queue.pause('retry');
    expect(await new QueueMonitor(world).status()).toEqual({
      queues: { primary: 2, retry: 0, scheduled: 1, dlq: 1 },
      states: { PENDING: 2, ACTIVE: 1, COMPLETED: 1, FAILED: 0, SCHEDULED: 1, DLQ: 1, CANCELLED: 1 },
      retry_ratio: 0.3,
      paused: ['retry'],
    });
  });

  it('tells the share of the retry queue as it falls', async () => {
    for (let i = 0; i < 3; i++) await world.given('SCHEDULED');
    await world.queue.promote(10);
    const ratio = async (warningDepth: number, criticalDepth: number) =>
      (
        await new QueueMonitor({
          redis: world.redis,
          keys: world.keys,
          retryShare: { warningDepth, criticalDepth },
        }).status()
      ).retry_ratio;
    expect([await ratio(4, 9), await ratio(3, 9), await ratio(1, 3)]).toEqual([0.3, 0.2, 0.1]);
  });
});
