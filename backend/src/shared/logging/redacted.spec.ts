import { redacted, scrubbed } from './redacted';

const KEY = 'wsk_live_a1b2c3d4_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg_0aB1cD';

describe('scrubbed', () => {
  it.each([
    ['an API key', `The key ${KEY} was used`, 'The key [redacted] was used'],
    ['a key of the provider', 'sk-or-v1-0123abcd and sk-or-canary', '[redacted] and [redacted]'],
    ['the credentials of a header', 'sent Bearer abc.def-123==', 'sent Bearer [redacted]'],
    ['a header in a text', 'GET /\nCookie: ws=abc; other=1\nHost: x', 'GET /\nCookie: [redacted]\nHost: x'],
    [
      'a header in JSON',
      '{"authorization":"abc","x-api-key":"k"}',
      '{"authorization":"[redacted]","x-api-key":"[redacted]"}',
    ],
    ['a password in an address', 'redis://user:p%40ss@host:6379/0 is away', 'redis://[redacted]@host:6379/0 is away'],
  ])('takes out %s', (_name, text, rest) => {
    expect(scrubbed(text)).toBe(rest);
  });

  it.each([
    'Redis cannot be reached',
    'a task-based risk-free wsk',
    'http://127.0.0.1:8000/api/v1/tasks',
    'a@b.example',
  ])('leaves as it is: %s', (text) => {
    expect(scrubbed(text)).toBe(text);
  });

  it('cuts what is too long for a line', () => {
    expect(scrubbed('x'.repeat(1_000_000)).length).toBeLessThan(10_000);
  });
});

describe('redacted', () => {
  it('blanks fields that hold secrets, or what people gave us to work on, however they are spelled and nested', () => {
    const value = {
      headers: { Authorization: 'abc', COOKIE: 'ws=1', 'X-Api-Key': KEY, 'set-cookie': ['a=b'], accept: '*/*' },
      tasks: [{ task_id: 'a', content: 'My diary', result: { summary: 'My diary' }, resultJson: '{}' }],
    };
    expect(redacted(value)).toEqual({
      headers: {
        ...{ Authorization: '[redacted]', COOKIE: '[redacted]', 'X-Api-Key': '[redacted]', 'set-cookie': '[redacted]' },
        accept: '*/*',
      },
      tasks: [{ task_id: 'a', content: '[redacted]', result: '[redacted]', resultJson: '[redacted]' }],
    });
  });

  it('keeps what only counts', () => {
    expect(redacted({ token: 12, result: true, content: null, tokens: 3 })).toEqual({
      ...{ token: 12, result: true, content: null, tokens: 3 },
    });
  });

  it('scrubs errors with all that hangs on them', () => {
    const error = new Error(`refused ${KEY}`, { cause: new Error('Bearer abc') });
    const text = JSON.stringify(redacted({ error: Object.assign(error, { code: 'E', body: 'My diary' }) }));
    expect(text).toContain('refused [redacted]');
    expect(text).not.toMatch(/wsk_|abc|diary/);
  });

  it('writes no bytes, and ends in what contains itself', () => {
    const loop: Record<string, unknown> = { bytes: Buffer.from('My diary'), big: 1n };
    loop['self'] = loop;
    const text = JSON.stringify(redacted(loop));
    expect(text).toContain('[8 bytes]');
    expect(text).toContain('[too deep]');
  });
});
