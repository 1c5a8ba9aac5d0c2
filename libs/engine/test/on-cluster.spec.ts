import { RedisCluster } from '@workstream/testing';
import { Auditor } from '../src';
import '../src/events/queue-events.spec';
import '../src/queues/task-queue.spec';
import '../src/retention/retention.spec';
import '../src/workers/consumer.spec';
import '../src/workers/heartbeat.spec';
import './moves.model.spec';
import { World, WORKER } from './world';

// The same specs again, on a Redis Cluster of three masters.

const prefix = '{workstream}:';
let cluster: RedisCluster;
beforeAll(async () => void (cluster = await RedisCluster.start()));
afterAll(() => cluster.stop());

it('keeps all that a task leaves in one slot, whatever happens to it', async () => {
  const world = await World.create();
  const attachment = Buffer.from('bytes');
  const given = { attachment, idempotencyKey: 'key', priority: 'high' } as const;
  const attempt = await world.given('ACTIVE', given);
  await world.queue.saveCheckpoint(WORKER, attempt, 'part-1', '{}');
  // Waiting last: what waits is claimed by the next.
  for (const state of ['COMPLETED', 'SCHEDULED', 'CANCELLED', 'DLQ', 'PENDING'] as const) await world.given(state);
  const keys = await world.node.keys('*');
  const slots = await Promise.all(keys.map((key) => world.node.cluster('KEYSLOT', key)));
  expect(keys.length).toBeGreaterThan(15);
  expect(new Set(slots).size).toBe(1);
  expect(await new Auditor(world).run()).toMatchObject({ breaches: [] });
  await world.end();
});

World.standOn(async () => {
  const server = await cluster.serverOf(prefix);
  const node = server.client();
  const stop = async () => {
    await node.flushall();
  };
  return { address: { nodes: cluster.nodes }, prefix, server, node, stop };
});
