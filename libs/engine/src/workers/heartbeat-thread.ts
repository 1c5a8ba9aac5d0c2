import { memoryUsage } from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { Cluster, Redis } from 'ioredis';
import type { RedisAddress, RedisClient } from '../redis-client';

// Runs in a thread of its own, so that a handler that keeps the main loop busy does not lose the lease.
// Self-contained on purpose: it is started from its file, compiled or not, and imports nothing of ours.

/** What the main thread hands over. */
interface ThreadData {
  readonly redis: RedisAddress;
  readonly script: string;
  readonly keys: readonly [heartbeat: string, knownWorkers: string];
  readonly workerId: string;
  readonly ttlMs: number;
  readonly stallMs: number;
  readonly killsStuckProcess: boolean;
  /** Facts that do not change, shown in the worker list. */
  readonly facts: Readonly<Record<string, string | number | readonly string[]>>;
  /** One 64-bit number: the main loop's last sign of life, ms of the monotonic clock of this process. */
  readonly lastTick: SharedArrayBuffer;
}

/** What the main thread says of itself from time to time. */
export interface SignsOfLife {
  readonly loopLagMs: number;
  readonly turnAgeMs: number;
}

const data = workerData as ThreadData;
const lastTick = new BigInt64Array(data.lastTick);
const redis = connect(data.redis);
let signs: SignsOfLife = { loopLagMs: 0, turnAgeMs: 0 };
let timer: NodeJS.Timeout | undefined;
let isStopped = false;

function connect({ url, nodes, options }: RedisAddress): RedisClient {
  const all = { ...options, maxRetriesPerRequest: 1, commandTimeout: data.ttlMs / 3 };
  if (nodes) return new Cluster([...nodes], { redisOptions: all });
  return url === undefined ? new Redis(all) : new Redis(url, all);
}

const silenceMs = () => Number(process.hrtime.bigint() / 1_000_000n - Atomics.load(lastTick, 0));

async function beat(): Promise<'beat' | 'stalled'> {
  // A main loop that is stuck for good must not keep its tasks for ever.
  if (silenceMs() > data.stallMs) {
    if (data.killsStuckProcess) process.kill(process.pid, 'SIGKILL');
    return 'beat';
  }
  if (signs.turnAgeMs > data.stallMs) {
    // Were Redis away, this would be its fault, and over when it is back.
    await redis.ping();
    return 'stalled';
  }
  const vitals = {
    ...data.facts,
    rss_bytes: memoryUsage.rss(),
    event_loop_lag_ms: signs.loopLagMs,
    last_fetch_age_ms: signs.turnAgeMs,
  };
  await redis.eval(data.script, 2, ...data.keys, data.workerId, data.ttlMs, JSON.stringify(vitals));
  return 'beat';
}

function beatAgainAndAgain(): void {
  beat()
    .then((message) => parentPort?.postMessage(message))
    // The lease is longer than two missed beats; the next one comes soon.
    .catch((error: unknown) => parentPort?.postMessage(error instanceof Error ? error.message : String(error)))
    .finally(() => {
      // A timer set for a beat that was on its way when it had to stop would keep this thread for ever.
      if (!isStopped) timer = setTimeout(beatAgainAndAgain, data.ttlMs / 3);
    });
}

redis.on('error', () => undefined);
parentPort?.on('message', (message: SignsOfLife | 'stop') => {
  if (message !== 'stop') {
    signs = message;
    return;
  }
  isStopped = true;
  clearTimeout(timer);
  redis.disconnect();
  parentPort?.close();
});
beatAgainAndAgain();
