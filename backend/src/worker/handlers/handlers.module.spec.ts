import { Test } from '@nestjs/testing';
import { TASK_TYPES } from '@workstream/contracts';
import { RedisServer } from '@workstream/testing';
import { ConfigModule, loadConfig } from '../../shared/config';
import { HandlerRegistry, HandlersModule } from '.';

describe('HandlersModule', () => {
  it('boots with a handler for every task type of the contract', async () => {
    const redis = await RedisServer.start();
    const config = ConfigModule.forRoot(loadConfig({ REDIS_URL: redis.url }), 'worker');
    const module = await Test.createTestingModule({ imports: [config, HandlersModule] }).compile();
    const { handlers } = (await module.init()).get(HandlerRegistry);
    expect([...handlers.keys()].sort()).toEqual([...TASK_TYPES].sort());
    expect([...handlers.values()].every((handler) => handler.timeoutMs > 0)).toBe(true);
    await module.close();
    await redis.stop();
  });
});
