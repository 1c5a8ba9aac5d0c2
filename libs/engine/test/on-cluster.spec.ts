import { RedisCluster } from '@workstream/testing';
import '../src/events/queue-events.spec';
import '../src/queues/task-queue.spec';
import '../src/retention/retention.spec';
import '../src/workers/consumer.spec';
import '../src/workers/heartbeat.spec';
import './moves.model.spec';
import { World } from './world';

// The same specs again, on a Redis Cluster of three masters.

const prefix = '{workstream}:';
let cluster: RedisCluster;
beforeAll(async () => void (cluster = await RedisCluster.start()));
afterAll(() => cluster.stop());

World.standOn(async () => {
  const server = await cluster.serverOf(prefix);
  const stop = async () => {
    await server.client().flushall();
  };
  return { address: { nodes: cluster.nodes }, prefix, server, stop };
});
