import type { ChildProcess } from 'node:child_process';
import type {
  BreakerDetails,
  CostReport,
  QueueStatus,
  RateLimitStatus,
  TaskPage,
  TaskRecord,
  TaskState,
  TaskSummary,
} from '@workstream/contracts';
import { routes } from '@workstream/contracts';
import { createKeys } from '@workstream/engine';
import { breaches, until } from '@workstream/testing';
import { EMULATOR_KEYS, startEmulator, type Emulator } from '../../src/emulator';
import { readText } from '../fixtures/read-fixture';
import { end, Fleet } from '../support/fleet';

jest.setTimeout(90_000);

const NEWS = readText('news-en.txt');
const CIRCUIT_S = 1;
const keys = createKeys();

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
/** Texts of which no two are alike, so that no answer is shared or kept for another. */
const shortTexts = (name: string, count: number): string[] =>
  numbers(count).map(
    (at) => `${name} ${String(at)}. The harbour froze over on Monday. The ferries stayed at the quay.`,
  );
const longText = (name: string, chapters: number): string =>
  numbers(chapters)
    .map((at) => `# ${name}, chapter ${String(at)}\n${NEWS}`)
    .join('\n\n');

const environmentOf = (emulator: Emulator): Record<string, string> => ({
  OPENROUTER_API_KEY: EMULATOR_KEYS.inference,
  OPENROUTER_BASE_URL: emulator.baseUrl,
  OPENROUTER_MODEL: 'emulator/small-text',
  OPENROUTER_PARALLEL_CALLS: '2',
  CIRCUIT_TIMEOUT: String(CIRCUIT_S),
});

const submit = (fleet: Fleet, texts: readonly string[]): Promise<string[]> =>
  Promise.all(texts.map((text) => fleet.submitText(text)));
const task = (fleet: Fleet, id: string): Promise<TaskRecord> => fleet.get(routes.task(id));
const states = async (fleet: Fleet): Promise<Readonly<Record<TaskState, number>>> =>
  (await fleet.get<QueueStatus>(routes.queueStatus)).states;
const isIdle = async (fleet: Fleet): Promise<boolean> => (await states(fleet)).ACTIVE === 0;
const today = async (fleet: Fleet) => (await fleet.get<CostReport>(routes.costs)).today;

async function breaker(fleet: Fleet): Promise<BreakerDetails> {
  const [found] = (await fleet.get<RateLimitStatus>(routes.rateLimit)).breakers;
  if (!found) throw new Error('There is no breaker');
  return found;
}

/** The tasks, once none of them has anything before it. */
async function ended(fleet: Fleet, ids: readonly string[]): Promise<TaskRecord[]> {
  const tasks: TaskRecord[] = [];
  for (const id of ids) tasks.push(await fleet.finished(id));
  return tasks;
}

const retries = (tasks: readonly TaskRecord[]): number => tasks.reduce((sum, { retry_count: used }) => sum + used, 0);
const allCompleted = (tasks: readonly TaskRecord[]): boolean => tasks.every(({ state }) => state === 'COMPLETED');
const withStatus = (emulator: Emulator, status: number): number =>
  emulator.completions().filter((call) => call.status === status).length;

/** The shortest stretch of time, in ms, in which one call more than `limit` came in. */
const shortestOver = (times: readonly number[], limit: number): number =>
  Math.min(...times.slice(limit).map((at, first) => at - (times[first] ?? 0)));

describe('A fleet whose provider goes wrong', () => {
  let emulator: Emulator;
  let fleet: Fleet;
  let workers: ChildProcess[];
  beforeAll(async () => {
    emulator = await startEmulator({ creditUsd: 0.0001 });
    fleet = await Fleet.start({ workers: 2, environment: environmentOf(emulator) });
    ({ workers } = fleet);
  });
  afterAll(async () => {
    await fleet.stop();
    await emulator.close();
  });
  afterEach(async () => expect(await breaches(fleet.redis.client())).toEqual([]));

  it('holds its tasks when the credit is used up, and completes them once there is more, without a hand', async () => {
    const ids = await submit(fleet, shortTexts('Credit', 40));
    await until('the credit is used up', async () => withStatus(emulator, 402) > 0 && (await isIdle(fleet)));
    const refused = withStatus(emulator, 402);
    await until('it was tried again', () => withStatus(emulator, 402) >= refused + 2);
    const { COMPLETED, DLQ } = await states(fleet);
    expect(COMPLETED).toBeGreaterThan(0);
    expect(COMPLETED).toBeLessThan(ids.length);
    expect(DLQ).toBe(0);
    const url = new URL('/__control/top-up', emulator.baseUrl);
    await fetch(url, { method: 'POST', body: JSON.stringify({ usd: 25 }) });
    const tasks = await ended(fleet, ids);
    console.log(
      `credit: ${String(COMPLETED)} of ${String(ids.length)} before it was gone, ${String(refused)} refused at once, ` +
        `${String(withStatus(emulator, 402) - refused)} probes, dead letters ${String(DLQ)}, retries ${String(retries(tasks))}`,
    );
    expect(allCompleted(tasks)).toBe(true);
    expect(retries(tasks)).toBe(0);
  });

  it('takes no retry of any task for a storm of throttles', async () => {
    const before = emulator.completions().length;
    emulator.fail({ fault: 'rate_limited', times: 30, retryAfterS: 1 });
    const tasks = await ended(fleet, await submit(fleet, shortTexts('Storm', 30)));
    const calls = emulator.completions().length - before;
    emulator.provider.faults.clear();
    console.log(
      `storm: ${String(withStatus(emulator, 429))} throttles, ${String(calls)} calls for ${String(tasks.length)} tasks, ` +
        `retries ${String(retries(tasks))}`,
    );
    expect(withStatus(emulator, 429)).toBeGreaterThan(0);
    expect(allCompleted(tasks)).toBe(true);
    expect(retries(tasks)).toBe(0);
    expect(calls).toBe(tasks.length + withStatus(emulator, 429));
  });

  it('asks a provider that is out of order at most once a period, and goes on when it is back', async () => {
    await fetch(fleet.url(routes.resetBreakers), { method: 'POST' });
    emulator.fail({ fault: 'server_error', times: null });
    const ids = await submit(fleet, shortTexts('Outage', 40));
    await until('the breaker is open', async () => (await breaker(fleet)).state === 'open' && (await isIdle(fleet)));
    const burst = emulator.completions().length;
    const probes = () => emulator.completions().slice(burst);
    await until('it was probed', () => probes().length >= 2);
    const failed = withStatus(emulator, 500);
    emulator.provider.faults.clear();
    const seen = probes().filter(({ status }) => status === 500);
    const gaps = seen.slice(1).map(({ at_ms: at }, before) => at - (seen[before]?.at_ms ?? at));
    const tasks = await ended(fleet, ids);
    console.log(
      `outage: ${String(failed - seen.length)} calls until the breaker opened, then ${String(seen.length)} probes ` +
        `${gaps.map(String).join(', ')} ms apart (period ${String(CIRCUIT_S * 1000)} ms), ` +
        `completed ${String(tasks.filter(({ state }) => state === 'COMPLETED').length)} of ${String(tasks.length)}`,
    );
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(CIRCUIT_S * 1000);
    expect(allCompleted(tasks)).toBe(true);
    expect((await breaker(fleet)).state).toBe('closed');
  });

  it('pays for no finished part twice when a worker is killed in mid-stream, and gets its money back', async () => {
    await end(workers[1]!, 'SIGTERM');
    emulator.fail({ fault: 'stall', after: 1, containing: 'Killed' });
    const before = emulator.completions().length;
    const calls = () => emulator.completions().slice(before);
    const id = await fleet.submitText(longText('Killed', 24));
    await until('one part is in mid-stream and the others are kept', async () => {
      const open = calls().filter(({ ended_at_ms: endedAt }) => endedAt === null);
      const kept = await fleet.redis.client().hlen(keys.checkpoints(id));
      return open.length === 1 && open[0]?.fault === 'stall' && kept >= 3 && kept === calls().length - 1;
    });
    const reserved = (await today(fleet)).reserved_usd;
    const finished = calls().filter(({ fault }) => fault === null);
    await end(workers[0]!, 'SIGKILL');
    fleet.startWorker();
    const done = await fleet.finished(id);
    const paid = calls().filter(({ cost_usd: cost, was_left: wasLeft }) => cost > 0 && !wasLeft);
    const twice = paid.length - new Set(paid.map(({ body }) => JSON.stringify(body))).size;
    const left = (await today(fleet)).reserved_usd;
    console.log(
      `kill: ${String(finished.length)} parts finished before, ${String(paid.length)} paid in all, ${String(twice)} twice; ` +
        `set aside ${String(reserved)} dollars before, ${String(left)} after`,
    );
    expect(reserved).toBeGreaterThan(0);
    expect(left).toBe(0);
    expect(twice).toBe(0);
    expect(done).toMatchObject({ state: 'COMPLETED', attempt: 2, retry_count: 0 });
    expect(done.state_history.filter(({ state }) => state === 'COMPLETED')).toHaveLength(1);
  });
});

describe('A fleet with a limit', () => {
  const LIMIT = 15;
  const WINDOW_MS = 3_000;
  // The limit is kept where calls are let through; what one takes from there to the provider varies by less than this.
  const TRANSIT_MS = 1_000;

  it('stays within it as the provider sees it, whichever worker calls', async () => {
    const emulator = await startEmulator();
    const limits = {
      OPENROUTER_RATE_LIMIT_REQUESTS: String(LIMIT),
      OPENROUTER_RATE_LIMIT_WINDOW_MS: String(WINDOW_MS),
    };
    const fleet = await Fleet.start({ workers: 3, environment: { ...environmentOf(emulator), ...limits } });
    const tasks = await ended(fleet, await submit(fleet, shortTexts('Limit', 3 * LIMIT)));
    const times = emulator.completions().map(({ at_ms: at }) => at);
    const callers = new Set(tasks.map(({ worker_id: worker }) => worker)).size;
    const shortest = shortestOver(times, LIMIT);
    console.log(
      `limit: ${String(LIMIT)} in ${String(WINDOW_MS)} ms, ${String(callers)} workers, ${String(times.length)} calls; ` +
        `${String(LIMIT + 1)} never within less than ${String(shortest)} ms`,
    );
    await fleet.stop();
    await emulator.close();
    expect(allCompleted(tasks)).toBe(true);
    expect(retries(tasks)).toBe(0);
    expect(times).toHaveLength(tasks.length);
    expect(shortest).toBeGreaterThan(WINDOW_MS - TRANSIT_MS);
  });
});

describe('A fleet with a cap on spending', () => {
  const CAP_USD = 0.0015;
  let emulator: Emulator;
  let fleet: Fleet;
  let second: Fleet;
  beforeAll(async () => {
    emulator = await startEmulator();
    const environment = { ...environmentOf(emulator), OPENROUTER_DAY_CAP_USD: String(CAP_USD) };
    second = await Fleet.start({ workers: 0, environment });
    fleet = await Fleet.start({ workers: 2, environment: { ...environment, REDIS_URL: second.redis.url } });
  });
  afterAll(async () => {
    await fleet.stop();
    await second.stop();
    await emulator.close();
  });

  it('asks how the provider stands a few times for hundreds who want to know', async () => {
    const asked = () => emulator.provider.log.all('/key').length;
    const before = asked();
    for (let round = 0; round < 10; round++) {
      await Promise.all(numbers(20).map((at) => (at % 2 === 0 ? fleet : second).get(routes.openrouterStatus)));
    }
    const checks = asked() - before;
    console.log(`status: 200 questions to 2 API processes, ${String(checks)} checks of the key`);
    expect(asked()).toBeGreaterThan(0);
    expect(checks).toBeLessThanOrEqual(10);
  });

  it('never spends or sets aside more, and holds the tasks for which there is nothing left', async () => {
    const used: number[] = [];
    const ids = await submit(
      fleet,
      numbers(16).map((at) => longText(`Cap ${String(at)}`, 4)),
    );
    await until('the cap is reached', async () => {
      const { spent_usd: spent, reserved_usd: reserved } = await today(fleet);
      used.push(spent + reserved);
      const { tasks } = await fleet.get<TaskPage<TaskSummary>>(`${routes.taskSummaries}?status=SCHEDULED`);
      const isHeldForLong = tasks.some((one) => Date.parse(one.retry_after ?? '') > Date.now() + 30_000);
      return isHeldForLong && (await isIdle(fleet)) && tasks.length + (await states(fleet)).COMPLETED === ids.length;
    });
    const most = Math.max(...used);
    const billed = emulator.completions().reduce((sum, { cost_usd: cost }) => sum + cost, 0);
    const tasks = await Promise.all(ids.map((id) => task(fleet, id)));
    const { COMPLETED, DLQ } = await states(fleet);
    console.log(
      `cap: ${String(CAP_USD)} dollars; at most ${most.toFixed(6)} spent and set aside in ${String(used.length)} looks, ` +
        `${billed.toFixed(6)} billed; ${String(COMPLETED)} completed, ${String(ids.length - COMPLETED)} held, ` +
        `dead letters ${String(DLQ)}, retries ${String(retries(tasks))}`,
    );
    expect(most).toBeLessThanOrEqual(CAP_USD);
    expect(billed).toBeLessThanOrEqual(CAP_USD);
    expect(COMPLETED).toBeGreaterThan(0);
    expect(DLQ).toBe(0);
    expect(retries(tasks)).toBe(0);
  });
});
