import { Redis } from 'ioredis';
import { createKeys, Loop, RateLimiter, SpendLedger } from '../src';

// A process of a fleet that shares limits, run by their specs.

/** Plain data, so that it can be given to a process. */
export interface LimitsSettings {
  readonly redisUrl: string;
  readonly name: string;
  readonly work: 'spend' | 'take';
  /** How wrong the clock of this process is. */
  readonly skewMs: number;
  /** How many take at once. */
  readonly parallel: number;
}

const settings = JSON.parse(process.argv[2] ?? '') as LimitsSettings;
const realNow = Date.now;
Date.now = () => realNow() + settings.skewMs;

const redis = new Redis(settings.redisUrl);
const keys = createKeys();
// One line for each grant, with its time, or one that says that money is set aside.
const say = (line: string | number) => process.stdout.write(`${String(line)}\n`);

async function spend(): Promise<void> {
  const ledger = new SpendLedger({ redis, keys, workerId: settings.name, lifetimeMs: 4_000 });
  const { status } = await ledger.reserve({ taskId: 'task-1', attempt: 1, amountMicroUsd: 1_000 });
  new Loop('spend', () => ledger.renew(), { everyMs: 200 }).start();
  say(status);
}

async function take(limiter: RateLimiter): Promise<never> {
  for (;;) {
    const result = await limiter.acquire({ timeoutMs: 600_000 });
    if (result.status === 'GRANTED') say(result.grant.grantedAtMs);
  }
}

if (settings.work === 'spend') void spend();
else for (let i = 0; i < settings.parallel; i++) void take(new RateLimiter({ redis, keys }));
