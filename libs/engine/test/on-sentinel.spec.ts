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
  const stop = async () => {
    await server.client().flushall();
  };
  return Promise.resolve({ address: { options }, prefix: '', server, stop });
});
