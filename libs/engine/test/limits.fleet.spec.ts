import { join } from 'node:path';
import { Program, RedisServer, until } from '@workstream/testing';
import type { Redis } from 'ioredis';
import { createKeys, RateLimiter, SpendLedger } from '../src';
import type { LimitsSettings } from './limits-child';

const keys = createKeys();
const IS_LONG = process.env['SPEC_PROFILE'] === 'long';
const PROCESSES = 8;
const LIMIT = IS_LONG ? { limit: 230, windowMs: 10_000 } : { limit: 23, windowMs: 1_000 };
const WINDOWS = IS_LONG ? 6 : 4;
const HOUR_MS = 3_600_000;

jest.setTimeout(IS_LONG ? 300_000 : 60_000);

describe('a fleet of processes', () => {
  let server: RedisServer;
  let redis: Redis;
  const programs: Program[] = [];
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = server.client();
  });
  afterEach(async () => {
    await Promise.all(programs.splice(0).map((program) => program.kill()));
    await redis.flushall();
  });
  afterAll(() => server.stop());

  const start = (settings: Partial<LimitsSettings> & Pick<LimitsSettings, 'name' | 'work'>) => {
    const all: LimitsSettings = { redisUrl: server.url, skewMs: 0, parallel: 10, ...settings };
    const program = Program.start(join(__dirname, 'limits-child.ts'), all);
    programs.push(program);
    return program;
  };
  /** What programs said, whole lines only. */
  const linesOf = (...told: Program[]) => told.flatMap(({ output }) => output.split('\n').slice(0, -1));

  it('never takes more than the limit in any window, with clocks hours apart, and leaves little unused', async () => {
    await new RateLimiter({ redis, keys }).configure({ requests: LIMIT, tokens: null });
    for (let i = 0; i < PROCESSES; i++)
      start({ name: `worker-${String(i)}`, work: 'take', skewMs: (i - PROCESSES / 2) * HOUR_MS });
    await until('the windows are full', () => linesOf(...programs).length > LIMIT.limit * WINDOWS, 240_000);
    const grants = linesOf(...programs)
      .map(Number)
      .sort((a, b) => a - b);
    const fullest = Math.max(
      ...grants.map((from) => grants.filter((at) => at >= from && at < from + LIMIT.windowMs).length),
    );
    // Where all is used, each grant follows the one a whole limit before it after exactly one window.
    const distances = grants.slice(LIMIT.limit).map((at, i) => at - (grants[i] ?? 0));
    const used = LIMIT.windowMs / (distances.reduce((sum, each) => sum + each, 0) / distances.length);
    console.log(
      `${String(PROCESSES)} processes, ${String(LIMIT.limit)} in ${String(LIMIT.windowMs)} ms: fullest window ` +
        `${String(fullest)}, ${(used * 100).toFixed(1)} % used, ${String(grants.length)} grants`,
    );
    expect(fullest).toBeLessThanOrEqual(LIMIT.limit);
    if (IS_LONG) expect(used).toBeGreaterThan(0.95);
  });

  it('goes on when waiters are killed', async () => {
    await new RateLimiter({ redis, keys }).configure({ requests: { limit: 5, windowMs: 200 }, tokens: null });
    const killed = start({ name: 'worker-a', work: 'take', parallel: 40 });
    await until('many wait', async () => (await redis.zcard(keys.rateLimitWaiters)) > 20);
    await killed.kill();
    const other = start({ name: 'worker-b', work: 'take' });
    await until('others are served', () => linesOf(other).length > 20);
  });

  it('gets back what a process that is killed in mid-call had set aside', async () => {
    const ledger = new SpendLedger({ redis, keys, workerId: 'watcher', caps: { dayMicroUsd: 1_500 } });
    const spender = start({ name: 'worker-a', work: 'spend' });
    await until('money is set aside', () => linesOf(spender)[0] === 'RESERVED');
    const [first] = await redis.hvals(keys.spendReservations);
    await until('it is renewed', async () => (await redis.hvals(keys.spendReservations))[0] !== first);
    const request = { taskId: 'task-2', attempt: 1, amountMicroUsd: 1_000 };
    expect((await ledger.reserve(request)).status).toBe('HELD');
    await spender.kill();
    await until('it is given back', async () => (await ledger.report({ days: 0 })).reservedMicroUsd === 0);
    expect((await ledger.reserve(request)).status).toBe('RESERVED');
  });
});
