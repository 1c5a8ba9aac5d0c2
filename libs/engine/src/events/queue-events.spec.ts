import { World } from '../../test/world';
import { QueueEvents, type TaskMove } from './queue-events';

describe('QueueEvents', () => {
  let world: World;
  let events: QueueEvents;

  beforeAll(async () => {
    world = await World.create();
    events = new QueueEvents({ subscriber: world.server.client(), keys: world.keys });
    await events.start();
  });
  afterAll(async () => {
    events.stop();
    await world.end();
  });

  const next = () =>
    new Promise<readonly TaskMove[]>((resolve) => {
      const end = events.onMoves((moves) => {
        end();
        resolve(moves);
      });
    });

  it('tells every listener which task moved from where to where', async () => {
    const heard = Promise.all([next(), next()]);
    const id = await world.enqueue();
    const created = [{ id, from: null, to: 'PENDING' }];
    expect(await heard).toEqual([created, created]);
  });

  it('passes over a message that is not ours', async () => {
    const heard = next();
    await world.redis.publish(world.keys.updates, 'hello?');
    const id = await world.enqueue();
    expect(await heard).toEqual([{ id, from: null, to: 'PENDING' }]);
  });

  it('says that moves may have been missed when the connection comes back, and hears later ones', async () => {
    const gap = new Promise<void>((resolve) => {
      const end = events.onGap(() => {
        end();
        resolve();
      });
    });
    await world.node.client('KILL', 'TYPE', 'PUBSUB');
    await gap;
    const heard = next();
    const id = await world.enqueue();
    expect(await heard).toEqual([{ id, from: null, to: 'PENDING' }]);
  });
});
