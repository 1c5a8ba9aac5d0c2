import { Test } from '@nestjs/testing';
import { TASK_TYPES } from '@workstream/contracts';
import { HandlerRegistry, HandlersModule } from '.';

describe('HandlersModule', () => {
  it('boots with a handler for every task type of the contract', async () => {
    const module = await Test.createTestingModule({ imports: [HandlersModule] }).compile();
    const { handlers } = (await module.init()).get(HandlerRegistry);
    expect([...handlers.keys()].sort()).toEqual([...TASK_TYPES].sort());
    expect([...handlers.values()].every((handler) => handler.timeoutMs > 0)).toBe(true);
  });
});
