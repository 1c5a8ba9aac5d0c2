import { mkdtempSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedRedis } from './embedded-redis.mjs';
import { RedisLink } from './redis-link.mjs';
import { inRoot } from './project.mjs';

/** A launcher that dies as soon as its Redis runs. */
const DYING_LAUNCHER = `
  const { EmbeddedRedis } = await import(process.argv[1]);
  await EmbeddedRedis.open({ place: process.argv[2] });
  process.kill(process.pid, 'SIGKILL');`;

const ask = async (port, ...words) => {
  const link = await RedisLink.open(port);
  const reply = await link.ask(...words);
  link.close();
  return reply;
};

describe('the embedded Redis', () => {
  let place;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'workstream-launcher-'));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it('keeps its data and its port from one start to the next', async () => {
    const first = await EmbeddedRedis.open({ place });
    await ask(first.port, 'SET', 'kept', 'yes');
    await first.close();
    const second = await EmbeddedRedis.open({ place });
    expect([second.port, await ask(second.port, 'GET', 'kept')]).toEqual([first.port, 'yes']);
    await second.close();
  });

  it('never drops a key for want of memory, and keeps small tasks compact', async () => {
    const redis = await EmbeddedRedis.open({ place });
    expect(await ask(redis.port, 'CONFIG', 'GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await ask(redis.port, 'CONFIG', 'GET', 'hash-max-listpack-value')).toEqual([
      'hash-max-listpack-value',
      '1024',
    ]);
    await redis.close();
  });

  it('takes over the server of a launcher that was killed', async () => {
    const script = inRoot('scripts/launcher/embedded-redis.mjs');
    await once(spawn(process.execPath, ['--input-type=module', '-e', DYING_LAUNCHER, script, place]), 'exit');
    const redis = await EmbeddedRedis.open({ place });
    expect(redis.description).toBe('left running by an earlier start');
    await redis.close();
    expect(await RedisLink.open(redis.port)).toBeNull();
  });

  it('serves one launcher at a time', async () => {
    const redis = await EmbeddedRedis.open({ place });
    await expect(EmbeddedRedis.open({ place })).rejects.toThrow('already runs from this folder');
    await redis.close();
  });

  it('tells a guest where it is for as long as a launcher uses it', async () => {
    expect(await EmbeddedRedis.urlInUse(place)).toBeNull();
    const redis = await EmbeddedRedis.open({ place });
    expect(await EmbeddedRedis.urlInUse(place)).toBe(redis.url);
    await redis.close();
    expect(await EmbeddedRedis.urlInUse(place)).toBeNull();
  });

  it('is started again, on the same port and with its data, when it dies', async () => {
    let hear;
    const revived = new Promise((resolve) => (hear = (line) => line === 'Redis runs again' && resolve(line)));
    const redis = await EmbeddedRedis.open({ place, tell: hear });
    await ask(redis.port, 'SET', 'kept', 'yes');
    await ask(redis.port, 'SHUTDOWN', 'NOSAVE');
    await revived;
    expect(await ask(redis.port, 'GET', 'kept')).toBe('yes');
    await redis.close();
  });
});
