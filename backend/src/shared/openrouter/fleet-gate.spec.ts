import {
  CircuitBreaker,
  createKeys,
  microUsd,
  RateLimiter,
  silentLogger,
  SpendLedger,
  systemClock,
  TaskQueue,
} from '@workstream/engine';
import { RedisServer, until } from '@workstream/testing';
import { EMULATOR_KEYS, startEmulator, type Emulator } from '../../emulator';
import { loadConfig } from '../config';
import type { CallOutcome } from './call-outcome';
import { FleetGate } from './fleet-gate';
import type { ModelCall } from './model-call';
import { OpenRouterClient } from './openrouter-client';
import { toTaskFailure } from './to-task-failure';

const never = new AbortController().signal;

let redis: RedisServer;
let emulator: Emulator;
let members = 0;
const clients: OpenRouterClient[] = [];

beforeAll(async () => void (redis = await RedisServer.start()));
afterAll(() => redis.stop());
beforeEach(async () => {
  await redis.client().flushall();
  emulator = await startEmulator({ creditUsd: null });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.onApplicationShutdown()));
  await emulator.close();
});

interface Member {
  readonly client: OpenRouterClient;
  readonly breaker: CircuitBreaker;
  readonly ledger: SpendLedger;
  readonly queue: TaskQueue;
}

/** A process of the fleet, with connections of its own. */
function member(environment: Readonly<Record<string, string>> = {}): Member {
  const { openrouter: settings } = loadConfig({ OPENROUTER_BASE_URL: emulator.baseUrl, ...environment });
  const connection = { redis: redis.client(), keys: createKeys() };
  const breaker = new CircuitBreaker({ ...connection, service: 'openrouter' });
  const limiter = new RateLimiter(connection);
  const { dayUsd } = settings.caps;
  const caps = { dayMicroUsd: dayUsd === null ? null : microUsd(dayUsd) };
  const ledger = new SpendLedger({ ...connection, workerId: `member-${String(++members)}`, caps });
  const queue = new TaskQueue(connection);
  const gate = new FleetGate({ breaker, limiter, ledger, queue, settings, logger: silentLogger });
  const apiKey = EMULATOR_KEYS.inference;
  const client = new OpenRouterClient({ ...settings, apiKey, clock: systemClock, gate });
  clients.push(client);
  return { client, breaker, ledger, queue };
}

const callOf = (number: number, more: Partial<ModelCall> = {}): ModelCall => ({
  model: 'emulator/large-text',
  messages: [
    { role: 'user', text: `The harbour froze over on day ${String(number)}. The ferries stayed at the quay.` },
  ],
  maxTokens: 100,
  task: { id: `task-${String(number)}`, type: 'summarize', attempt: 1, maxCostUsd: null, labels: {} },
  ...more,
});

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const reasons = (outcomes: readonly CallOutcome[]) =>
  outcomes.map((outcome) => (outcome.status === 'HELD' ? outcome.reason : outcome.status));

async function isHeld({ queue }: Member): Promise<boolean> {
  await queue.enqueue({ type: 'summarize', content: 'A text.' });
  const { tasks } = await queue.claim({ workerId: 'spec', want: 1, heartbeatTtlMs: 60_000, random: 0 });
  return tasks.length === 0;
}

describe('FleetGate', () => {
  it('keeps a fleet within the limit, and sends back to the queue what would wait for long', async () => {
    const limit = { OPENROUTER_RATE_LIMIT_REQUESTS: '8', OPENROUTER_RATE_LIMIT_WINDOW_MS: '3600000' };
    const fleet = [member(limit), member(limit), member(limit)];
    const outcomes = await Promise.all(
      numbers(24).map((number) => fleet[number % 3]!.client.complete(callOf(number), never)),
    );
    expect(reasons(outcomes).filter((reason) => reason === 'ANSWERED')).toHaveLength(8);
    expect(new Set(reasons(outcomes))).toEqual(new Set(['ANSWERED', 'rate']));
    expect(emulator.completions()).toHaveLength(8);
  });

  it('lets a call wait for its turn that comes soon', async () => {
    const limit = { OPENROUTER_RATE_LIMIT_REQUESTS: '1', OPENROUTER_RATE_LIMIT_WINDOW_MS: '500' };
    const { client } = member(limit);
    const outcomes = await Promise.all(numbers(3).map((number) => client.complete(callOf(number), never)));
    expect(reasons(outcomes)).toEqual(['ANSWERED', 'ANSWERED', 'ANSWERED']);
  });

  it('stops the whole fleet when one of it is told to wait, and takes no retry of a task for that', async () => {
    emulator.fail({ fault: 'rate_limited', retryAfterS: 60 });
    const [first, second] = [member(), member()];
    const throttled = await first.client.complete(callOf(1), never);
    expect(throttled).toMatchObject({ problem: 'throttled' });
    const outcome = await second.client.complete(callOf(2), never);
    expect(outcome).toMatchObject({ status: 'HELD', reason: 'rate' });
    if (outcome.status === 'HELD') {
      expect(toTaskFailure(outcome)).toMatchObject({ errorType: 'RateLimited', usesRetry: false });
    }
    expect(emulator.completions()).toHaveLength(1);
  });

  it('asks a provider that keeps failing no more, and leaves its tasks in the queue', async () => {
    const fleet = [member(), member()];
    emulator.fail({ fault: 'server_error', times: null });
    for (const number of numbers(10)) await fleet[number % 2]!.client.complete(callOf(number), never);
    const outcomes = await Promise.all(fleet.map(({ client }, at) => client.complete(callOf(100 + at), never)));
    expect(reasons(outcomes)).toEqual(['breaker', 'breaker']);
    expect(emulator.completions()).toHaveLength(10);
    expect(await isHeld(fleet[0]!)).toBe(true);
  });

  it('does not take a throttle, or what a task did wrong, for a fault of the provider', async () => {
    const one = member();
    emulator.fail({ fault: 'moderation', times: 20 });
    for (const number of numbers(20)) await one.client.complete(callOf(number), never);
    expect(await one.client.complete(callOf(100), never)).toMatchObject({ status: 'ANSWERED' });
  });

  it.each(['out_of_credits', 'unauthorized'] as const)(
    'lets everybody rest after %s, until the breaker is reset or a probe gets through',
    async (fault) => {
      const [first, second] = [member(), member()];
      emulator.fail({ fault });
      await first.client.complete(callOf(1), never);
      expect(await second.client.complete(callOf(2), never)).toMatchObject({ status: 'HELD', reason: 'breaker' });
      expect(await isHeld(second)).toBe(true);
      await first.breaker.reset();
      expect(await second.client.complete(callOf(2), never)).toMatchObject({ status: 'ANSWERED' });
    },
  );

  it('never spends more than the cap, however many ask at once', async () => {
    const cap = 0.0005;
    const fleet = numbers(3).map(() => member({ OPENROUTER_DAY_CAP_USD: String(cap) }));
    const outcomes = await Promise.all(
      numbers(50).map((number) => fleet[number % 3]!.client.complete(callOf(number), never)),
    );
    const spent = emulator.completions().reduce((sum, { cost_usd: cost }) => sum + cost, 0);
    expect(spent).toBeLessThanOrEqual(cap);
    expect(new Set(reasons(outcomes))).toEqual(new Set(['ANSWERED', 'budget']));
    const [one] = fleet;
    const report = await one!.ledger.report({ days: 1 });
    expect(report.todayMicroUsd / 1e6).toBeGreaterThanOrEqual(spent);
    expect(report.todayMicroUsd / 1e6).toBeLessThanOrEqual(cap);
    expect(report).toMatchObject({ reservedMicroUsd: 0, reservedCalls: 0 });
    expect(await isHeld(one!)).toBe(true);
  });

  it('fails a task for good that has spent what it may', async () => {
    const task = { ...callOf(1).task, maxCostUsd: 0.000001 };
    const outcome = await member().client.complete(callOf(1, { task }), never);
    expect(outcome).toMatchObject({ status: 'HELD', reason: 'task_budget' });
    if (outcome.status === 'HELD') {
      expect(toTaskFailure(outcome)).toMatchObject({ errorType: 'CreditsExhausted', permanent: true });
    }
    expect(emulator.completions()).toHaveLength(0);
  });

  it('asks no model whose price it does not know while there is a cap to keep', async () => {
    emulator.provider.isListHidden = true;
    expect(await member().client.complete(callOf(1), never)).toMatchObject({ status: 'ANSWERED' });
    const capped = member({ OPENROUTER_DAY_CAP_USD: '1' });
    expect(await capped.client.complete(callOf(2), never)).toMatchObject({ status: 'HELD', reason: 'budget' });
  });

  it('refuses for good a call that is larger than the limit', async () => {
    const one = member({ OPENROUTER_RATE_LIMIT_TOKENS: '50' });
    const outcome = await one.client.complete(callOf(1), never);
    expect(outcome).toMatchObject({ status: 'HELD', reason: 'too_large' });
    if (outcome.status === 'HELD') expect(toTaskFailure(outcome)).toMatchObject({ permanent: true });
  });

  it('books what was paid by model, kind and label, and what a broken answer may have cost', async () => {
    const one = member();
    const task = { ...callOf(1).task, labels: { project: 'atlas' } };
    const answer = await one.client.complete(callOf(1, { task }), never);
    const paid = (answer as { usage: { costUsd: number } }).usage.costUsd;
    const [day] = (await one.ledger.report({ days: 1 })).days;
    expect(day).toMatchObject({
      calls: 1,
      successfulCalls: 1,
      costMicroUsd: microUsd(paid),
      states: { active: 1 },
      byModel: { 'emulator/large-text': { calls: 1 } },
      byType: { summarize: { calls: 1 } },
      byLabel: { 'project=atlas': { calls: 1 } },
    });
    emulator.fail({ fault: 'truncated' });
    await one.client.complete(callOf(2), never);
    expect((await one.ledger.ofTask('task-2')).wastedMicroUsd).toBeGreaterThanOrEqual(microUsd(paid));
  });

  it('books a call that was given up as cancelled, and sets nothing aside for it any more', async () => {
    const one = member();
    const given = new AbortController();
    emulator.fail({ fault: 'stall' });
    const outcome = one.client.complete(callOf(1), given.signal);
    await until('the call has arrived', () => emulator.completions().length === 1);
    given.abort(new Error('cancelled'));
    await expect(outcome).rejects.toThrow('cancelled');
    const report = await until('it is booked', async () => {
      const now = await one.ledger.report({ days: 1 });
      return now.reservedCalls === 0 && now.days[0]?.calls === 1 && now;
    });
    expect(report.days[0]?.wastedMicroUsd).toBeGreaterThan(0);
  });
});
