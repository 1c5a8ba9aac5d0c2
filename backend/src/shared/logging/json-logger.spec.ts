import { EngineLogger } from './engine-logger';
import { JsonLogger } from './json-logger';
import { logContext } from './log-context';
import { Logger } from '@nestjs/common';

describe('JsonLogger', () => {
  const lines: string[] = [];
  let logger: JsonLogger;

  beforeEach(() => {
    lines.length = 0;
    logger = new JsonLogger('debug');
    Logger.overrideLogger(logger);
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    }
  });

  afterEach(() => {
    jest.restoreAllMocks();
    Logger.overrideLogger(false);
  });

  const line = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;

  it("writes the engine's ids in snake_case beside those of the process", () => {
    logger.speakAs({ worker_id: 'w1' });
    new EngineLogger('Consumer').warn('A late outcome was refused', { taskId: 'a', attempt: 2 });
    expect(line()).toMatchObject({
      ...{ level: 'warn', message: 'A late outcome was refused', context: 'Consumer' },
      ...{ worker_id: 'w1', task_id: 'a', attempt: 2 },
    });
    expect(line()).not.toHaveProperty('taskId');
  });

  it('gives each line the request or the attempt that it was written for', () => {
    logContext.run({ trace_id: 't' }, () => new Logger('Http').log('one'));
    expect(line()).toMatchObject({ message: 'one', trace_id: 't' });
    logContext.run({ task_id: 'a', attempt: 1 }, () => new Logger('Gate').log('two'));
    expect(line()).toMatchObject({ message: 'two', task_id: 'a', attempt: 1 });
    new Logger('Http').log('three');
    expect(line()).not.toHaveProperty('trace_id');
  });

  it('writes no secret, be it in the message, a field or an error', () => {
    new Logger('Http').error('Refused sk-or-v1-canary', { authorization: 'Bearer canary', content: 'canary' });
    new Logger('Http').error(new Error('wsk_live_canary'));
    new Logger('Http').error('failed', new Error('wsk_live_canary', { cause: new Error('Bearer canary') }));
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain('canary');
  });
});
