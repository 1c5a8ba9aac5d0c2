import { RedisSentinel } from '@workstream/testing';
import '../src/queues/task-queue.spec';
import '../src/workers/consumer.spec';
import { World } from './world';

// The same specs again, with a master that Sentinels name.

let sentinel: RedisSentinel;
beforeAll(async () => void (sentinel = await RedisSentinel.start()));
afterAll(() => sentinel.stop());

World.standOn(() => {
  const { master: server, options } = sentinel;
  const node = server.client();
  const stop = async () => {
    await node.flushall();
  };
  return Promise.resolve({ address: { options }, prefix: '', server, node, stop });
});
