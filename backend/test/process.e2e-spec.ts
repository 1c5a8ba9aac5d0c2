import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { routes } from '@workstream/contracts';
import { freePort, RedisServer, until } from '@workstream/testing';
import { EventReader } from './support/event-reader';

const built = join(__dirname, '../../dist/server/backend/src');

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** The built processes as the system sees them: signals, exit codes, and what they say last. */
describe('a process', () => {
  let redis: RedisServer;
  const running: ChildProcess[] = [];
  beforeAll(async () => void (redis = await RedisServer.start()));
  afterAll(() => redis.stop());
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  function run(
    kind: 'api' | 'worker' | 'keys',
    environment: Record<string, string>,
    args: readonly string[] = [],
  ): { child: ChildProcess; ended: Promise<Ended> } {
    const child = spawn(process.execPath, [join(built, kind, 'main.js'), ...args], {
      env: { PATH: process.env['PATH'], REDIS_URL: redis.url, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    running.push(child);
    const output = Promise.all([text(child.stdout!), text(child.stderr!)]);
    const ended = once(child, 'exit').then(async ([code]) => ({
      code: code as number | null,
      output: (await output).join(''),
    }));
    return { child, ended };
  }

  async function startApi(): Promise<{ child: ChildProcess; ended: Promise<Ended>; url: string }> {
    const port = await freePort();
    const api = run('api', { PORT: String(port) });
    const url = `http://127.0.0.1:${String(port)}`;
    await until('the API is ready', async () => (await fetch(`${url}${routes.ready}`).catch(() => null))?.ok);
    return { ...api, url };
  }

  describe('with a wrong configuration', () => {
    it.each(['api', 'worker'] as const)('ends with code 78 and a sentence for every mistake: %s', async (kind) => {
      const { code, output } = await run(kind, { PORT: 'abc', MAX_RETRIES: '-1', WORKSTREAM_FOO: '1' }).ended;
      expect(code).toBe(78);
      expect(output.trim().split('\n')).toEqual([
        "Invalid configuration: PORT must be an integer from 1 to 65535 (got 'abc')",
        "Invalid configuration: MAX_RETRIES must be an integer from 0 to 20 (got '-1')",
        'Invalid configuration: WORKSTREAM_FOO is not a known variable; is it misspelt?',
      ]);
    });

    it('does not open the door to other machines unless told so in as many words', async () => {
      const { code, output } = await run('api', { HOST: '0.0.0.0' }).ended;
      expect(code).toBe(78);
      expect(output.trim()).toMatch(
        /^Invalid configuration: HOST=0\.0\.0\.0 .*WORKSTREAM_INSECURE_OPEN=yes-i-know.*$/m,
      );
    });

    it('starts in production only with an admin key and a Redis that is safe, and names all faults at once', async () => {
      const { code, output } = await run('api', { NODE_ENV: 'production', REDIS_URL: redis.url }).ended;
      expect(code).toBe(78);
      expect(output).toMatch(
        /^Invalid configuration: NODE_ENV=production needs an admin key; make one with: npm run keys /m,
      );
      const far = await run('api', { NODE_ENV: 'production', REDIS_URL: 'redis://192.0.2.1:6379' }).ended;
      expect(far.code).toBe(78);
      expect(far.output).toMatch(/^Invalid configuration: REDIS_URL has neither a password nor TLS/m);
    });

    it('opens the door to other machines when there is a key, which every request needs then', async () => {
      const made = await run('keys', {}, ['create', '--name', 'me', '--role', 'admin']).ended;
      const [key = '', hint = ''] = made.output.split('\n');
      expect(key).toMatch(/^wsk_live_\w{8}_\w{43}_\w{6}$/);
      const port = await freePort();
      const { child, ended } = run('api', { HOST: '0.0.0.0', PORT: String(port) });
      const ask = (headers: Record<string, string>) =>
        fetch(`http://127.0.0.1:${String(port)}${routes.tasks}`, { headers }).catch(() => null);
      await until('the API answers', async () => (await ask({}))?.status === 401);
      expect((await ask({ Authorization: `Bearer ${key}` }))?.status).toBe(200);
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
      const id = /is (\w{8})\.$/.exec(hint)![1]!;
      const revoke = run('keys', {}, ['revoke', id]);
      expect(await revoke.ended).toMatchObject({ code: 0, output: expect.stringContaining('revoked') });
    });

    it.each([
      [[], 'Use one of'],
      [['create', '--name', 'me'], '--role must be viewer or operator or admin'],
      [['create', '--name', 'a b', '--role', 'admin'], '--name must be'],
      [['create', '--name', 'me', '--role', 'admin', '--days', '0'], '--days must be'],
      [['create', '--colour', 'red'], 'Use one of'],
      [['revoke', 'nothing'], 'There is no key nothing'],
    ])('says what is wrong with: keys %j', async (args, hint) => {
      const { code, output } = await run('keys', {}, args).ended;
      expect([code, output]).toEqual([78, expect.stringContaining(hint)]);
    });

    it('names a port that is taken', async () => {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const PORT = String(portOf(taken));
      const { code, output } = await run('api', { PORT }).ended;
      expect(code).toBe(78);
      expect(output).toContain(`Invalid configuration: PORT=${PORT} is already in use`);
      expect(output).not.toContain(' at ');
      taken.close();
    });
  });

  it('ends with code 0 and at once when asked, telling those who listen', async () => {
    const { child, ended, url } = await startApi();
    const reader = await EventReader.open(`${url}${routes.queueStream}`);
    await reader.event();
    const asked = performance.now();
    child.kill('SIGTERM');
    expect(await reader.message()).toMatchObject({ event: 'shutdown' });
    expect(await reader.message()).toBeNull();
    expect((await ended).code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(2_000);
  });

  it('turns readiness red and finishes the requests it has begun before it ends', async () => {
    const { child, ended, url } = await startApi();
    const body = JSON.stringify({ content: 'A text.' });
    const slow = request(`${url}${routes.createSummarize}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': body.length, Expect: '100-continue' },
    });
    const answered = once(slow, 'response');
    slow.flushHeaders();
    await once(slow, 'continue');
    child.kill('SIGTERM');
    await until('readiness is red', async () => (await fetch(`${url}${routes.ready}`)).status === 503);
    expect((await fetch(`${url}${routes.live}`)).status).toBe(200);
    slow.end(body);
    const [answer] = (await answered) as [{ statusCode: number }];
    expect(answer.statusCode).toBe(201);
    expect((await ended).code).toBe(0);
  });

  it.each(['SIGSTOP', 'SIGKILL'] as const)('ends when asked while Redis is silent (%s)', async (signal) => {
    const own = await RedisServer.start();
    try {
      const port = await freePort();
      const { child, ended } = run('api', { PORT: String(port), REDIS_URL: own.url });
      const ready = `http://127.0.0.1:${String(port)}${routes.ready}`;
      await until('the API is ready', async () => (await fetch(ready).catch(() => null))?.ok);
      own.signal(signal);
      child.kill('SIGTERM');
      await until('it has ended', () => child.exitCode !== null, 15_000);
      expect((await ended).code).toBe(0);
    } finally {
      await own.stop();
    }
  });

  it('stops when whoever started it is gone', async () => {
    const { child, ended } = await startApi();
    child.disconnect();
    expect((await ended).code).toBe(0);
  });

  it('can be stopped while it waits for Redis: the worker', async () => {
    const { child, ended } = run('worker', { REDIS_URL: '/nowhere/redis.sock', SHUTDOWN_GRACE_MS: '100' });
    const warned = new Promise<void>((resolve) => {
      child.stdout!.on('data', (line: Buffer) => {
        if (line.includes('Redis cannot be reached')) resolve();
      });
    });
    await warned;
    child.kill('SIGTERM');
    const { code, output } = await ended;
    expect(code).toBe(0);
    expect(output.match(/Redis cannot be reached/g)).toHaveLength(1);
  });
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
