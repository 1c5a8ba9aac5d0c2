import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RedisServer } from '@workstream/testing';
import { createKeys } from '../keys';
import { parseHeader, positionalValues } from './script';
import { loadScript, SCRIPT_NAMES, Scripts } from './scripts';

const keys = createKeys();
const sourceOf = (name: string) => readFileSync(join(__dirname, `${name}.lua`), 'utf8');
const codeOf = (source: string) => source.replace(/--.*$/gm, '');

describe('the scripts', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server.stop());

  it('are exactly the .lua files of this folder', () => {
    const files = readdirSync(__dirname).filter((file) => file.endsWith('.lua') && !file.startsWith('prelude'));
    expect(files.map((file) => file.slice(0, -4)).sort()).toEqual([...SCRIPT_NAMES].sort());
  });

  describe.each(SCRIPT_NAMES)('%s', (name) => {
    const source = sourceOf(name);
    const header = parseHeader(name, source);

    it('reads each declared input, by name only', () => {
      const code = codeOf(source);
      for (const input of [...header.keys, ...header.args]) expect(code).toMatch(new RegExp(`\\b${input.name}\\b`));
      expect(code).not.toMatch(/KEYS|ARGV/);
    });

    it('says what it answers', () => {
      expect(header.returns).not.toBe('');
    });

    it('spells no key of its own', () => {
      expect(codeOf(source)).not.toMatch(/['"][a-z_-]+:[^'"]*['"]\s*\.\./);
      expect(codeOf(source)).not.toMatch(/redis\.call\('\w+',\s*['"]/);
    });

    it('uses no name that neither it, its header nor the prelude defines', () => {
      // Redis itself refuses unknown globals, but only when the line runs; this catches them before.
      const text = loadScript(name, keys).text;
      const known = new Set([
        ...[...text.matchAll(/\blocal\s+(?:function\s+)?([\w,\s]+?)(?=\s*(?:=|\(|\n|$))/g)].flatMap((match) =>
          (match[1] ?? '').split(',').map((word) => word.trim()),
        ),
        ...[...text.matchAll(/\bfunction\s*\w*\(([\w,\s]*)\)/g)].flatMap((match) =>
          (match[1] ?? '').split(',').map((word) => word.trim()),
        ),
        ...[...text.matchAll(/\bfor\s+([\w,\s]+?)\s+(?:in|=)/g)].flatMap((match) =>
          (match[1] ?? '').split(',').map((word) => word.trim()),
        ),
      ]);
      const words = new Set(
        codeOf(text.split('\n').slice(1).join('\n'))
          .replace(/'(?:\\.|[^'\\])*'/g, '')
          .replace(/\.\s*\w+/g, '')
          .match(/\b[a-zA-Z_]\w*\b(?!\s*=[^=])/g) ?? [],
      );
      const language =
        'and break do else elseif end false for function if in local nil not or return then true while ' +
        'redis cjson math string table ipairs pairs tonumber tostring unpack KEYS ARGV';
      for (const word of language.split(' ')) words.delete(word);
      expect([...words].filter((word) => !known.has(word))).toEqual([]);
    });

    it('compiles on a real server', async () => {
      const script = loadScript(name, keys);
      await expect(server.client().script('LOAD', script.text)).resolves.toBe(script.sha);
    });
  });

  it('survive a server that has lost them', async () => {
    const redis = server.client();
    const scripts = new Scripts(redis, keys);
    await scripts.run('count-tasks', {});
    await redis.script('FLUSH');
    await expect(scripts.run('count-tasks', {})).resolves.toEqual([0, 0, 0, 0, 0, 0, 0, []]);
  });

  it('refuse a call with a missing or an unknown input', async () => {
    const scripts = new Scripts(server.client(), keys);
    await expect(scripts.run('retry-task', { id: 'x' })).rejects.toThrow(
      'retry-task needs a value for resetsRetryCount',
    );
    await expect(scripts.run('retry-task', { id: 'x', resetsRetryCount: 1, maxAgeMs: 1, reset: 1 })).rejects.toThrow(
      'retry-task declares no input reset',
    );
  });
});

describe('parseHeader', () => {
  it('refuses positions with a gap', () => {
    expect(() => parseHeader('x', '-- KEYS[2] a  list: b\n')).toThrow('positions have a gap');
  });

  it('refuses an argument without a type', () => {
    expect(() => parseHeader('x', '-- ARGV[1] a  whatever\n')).toThrow('has no fitting type');
  });

  it('puts lists last, item by item', () => {
    const header = parseHeader(
      'x',
      '-- KEYS[1] k  list: k\n-- ARGV[1] n  integer: n\n-- ARGV[2...] rest  list: r\nreturn 1',
    );
    expect(positionalValues('x', header, { rest: ['a', 'b'], n: 2, k: 'key' })).toEqual(['key', 2, 'a', 'b']);
  });
});
