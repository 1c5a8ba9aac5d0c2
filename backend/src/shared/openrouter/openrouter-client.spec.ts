import { createKeys, silentLogger, systemClock } from '@workstream/engine';
import { RedisServer, until } from '@workstream/testing';
import { EMULATOR_KEYS, startEmulator, type Emulator } from '../../emulator';
import { AnswerCache } from './answer-cache';
import { openGate, type CallEnd, type CallGate } from './call-gate';
import type { ModelCall } from './model-call';
import { OpenRouterClient } from './openrouter-client';
import { toTaskFailure } from './to-task-failure';

const TEXT =
  'The harbour of Möllnau froze over on Monday, and the ferries stayed at the quay. The mayor asked for patience. ' +
  'On Tuesday the ferries broke the ice 🧊 and the harbour opened again. Fishermen from Möllnau celebrated with soup.';

const PATIENT = { breaker: { openMs: 60_000 }, headersTimeoutMs: 20_000, idleTimeoutMs: 20_000, callTimeoutMs: 20_000 };
const never = new AbortController().signal;

let emulator: Emulator;
const clients: OpenRouterClient[] = [];

beforeEach(async () => void (emulator = await startEmulator({ seed: 7 })));
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.onApplicationShutdown()));
  await emulator.close();
});

interface Setup {
  readonly apiKey?: string;
  readonly gate?: CallGate;
  readonly limits?: Partial<typeof PATIENT>;
  readonly answers?: AnswerCache;
}

function clientFor(setup: Setup = {}): OpenRouterClient {
  const { apiKey = EMULATOR_KEYS.inference, gate = openGate, limits = {}, answers } = setup;
  const { baseUrl } = emulator;
  const client = new OpenRouterClient({ baseUrl, apiKey, gate, answers, clock: systemClock, ...PATIENT, ...limits });
  clients.push(client);
  return client;
}

const callOf = (more: Partial<ModelCall> = {}): ModelCall => ({
  model: 'emulator/large-text',
  messages: [
    { role: 'system', text: 'Summarise.' },
    { role: 'user', text: TEXT },
  ],
  maxTokens: 500,
  task: { id: '5c1f8f0e-6f0c-4d0e-9a44-9a7f0f6f4a11', type: 'summarize', attempt: 1, maxCostUsd: null, labels: {} },
  ...more,
});

describe('OpenRouterClient', () => {
  it('answers with the text, what it used, what it cost and where it can be looked up', async () => {
    const outcome = await clientFor().complete(callOf(), never);
    expect(outcome).toEqual({
      status: 'ANSWERED',
      text: expect.stringContaining('Möllnau'),
      finishReason: 'stop',
      model: 'emulator/large-text',
      generationId: expect.stringMatching(/^gen-/),
      usage: { promptTokens: expect.any(Number), completionTokens: expect.any(Number), costUsd: expect.any(Number) },
      annotations: [],
      isCacheHit: false,
    });
    const [asked] = emulator.completions();
    expect(asked?.cost_usd).toBeGreaterThan(0);
    expect(asked).toMatchObject({
      task_id: callOf().task.id,
      body: { stream: true, session_id: callOf().task.id, metadata: { task_type: 'summarize' } },
      headers: { 'x-openrouter-title': 'Workstream' },
    });
  });

  it('answers alike when events come together, and when letters come in pieces', async () => {
    const client = clientFor();
    const plain = await client.complete(callOf(), never);
    for (const fault of ['joined_events', 'split_utf8', 'odd_extras'] as const) {
      emulator.fail({ fault });
      const outcome = await client.complete(callOf({ isFresh: true }), never);
      expect(outcome).toMatchObject({ status: 'ANSWERED', text: (plain as { text: string }).text });
    }
  });

  it('does without use, cost and id where a server does not tell them', async () => {
    emulator.fail({ fault: 'no_usage' });
    expect(await clientFor().complete(callOf(), never)).toMatchObject({ status: 'ANSWERED', usage: null });
  });

  it('tells an answer that was cut from one that ended', async () => {
    emulator.fail({ fault: 'cut_by_length' });
    expect(await clientFor().complete(callOf(), never)).toMatchObject({ status: 'ANSWERED', finishReason: 'length' });
  });

  it('asks a structured answer of endpoints that can give one', async () => {
    const schema = { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] };
    const outcome = await clientFor().complete(callOf({ schema: { name: 'headline', schema } }), never);
    expect(JSON.parse((outcome as { text: string }).text)).toEqual({ title: expect.stringContaining('Möllnau') });
    expect(emulator.completions()[0]?.body).toMatchObject({
      provider: { require_parameters: true },
      response_format: { type: 'json_schema', json_schema: { name: 'headline', strict: true } },
    });
  });

  it('pays once for a call that is made again', async () => {
    const client = clientFor();
    await client.complete(callOf(), never);
    const again = callOf({ task: { ...callOf().task, attempt: 2 } });
    expect(await client.complete(again, never)).toMatchObject({ isCacheHit: true, usage: { costUsd: 0 } });
    expect(emulator.completions().map(({ cost_usd: cost }) => cost > 0)).toEqual([true, false]);
  });

  it('asks nobody for what was answered before, where answers are kept, and counts it as free', async () => {
    const server = await RedisServer.start();
    const parts = { redis: server.client(), keys: createKeys(), ttlS: 60, logger: silentLogger };
    const seen: string[] = [];
    const gate: CallGate = { before: (call, signal) => (seen.push(call.model), openGate.before(call, signal)) };
    const client = clientFor({ gate, answers: new AnswerCache({ ...parts, baseUrl: emulator.baseUrl }) });
    const first = await client.complete(callOf(), never);
    const second = await client.complete(callOf(), never);
    expect(second).toEqual({
      ...first,
      isCacheHit: true,
      usage: { promptTokens: 0, completionTokens: 0, costUsd: 0 },
    });
    await client.complete(callOf({ isFresh: true }), never);
    await client.complete(callOf({ maxTokens: 499 }), never);
    expect([seen.length, emulator.completions().length]).toEqual([3, 3]);
    await server.stop();
    expect(await client.complete(callOf({ maxTokens: 498 }), never)).toMatchObject({ status: 'ANSWERED' });
  });

  it('makes one call of equal ones under way at the same time', async () => {
    const client = clientFor();
    emulator.fail({ fault: 'slow_first_byte', delayMs: 50 });
    const outcomes = await Promise.all([1, 2, 3].map(() => client.complete(callOf(), never)));
    expect(new Set(outcomes.map((outcome) => (outcome as { text: string }).text)).size).toBe(1);
    expect(emulator.completions()).toHaveLength(1);
  });

  it('closes the connection when the caller gives up, in the middle of an answer', async () => {
    const given = new AbortController();
    emulator.fail({ fault: 'stall' });
    const outcome = clientFor().complete(callOf(), given.signal);
    await until('the call has arrived', () => emulator.completions().length === 1);
    given.abort(new Error('cancelled'));
    await expect(outcome).rejects.toThrow('cancelled');
    await until('the connection is closed', () => emulator.completions()[0]?.was_left);
  });

  it('goes on for the others when one of them gives up', async () => {
    const client = clientFor();
    const given = new AbortController();
    emulator.fail({ fault: 'slow_first_byte', delayMs: 100 });
    const stays = client.complete(callOf(), never);
    const leaves = client.complete(callOf(), given.signal);
    given.abort(new Error('cancelled'));
    await expect(leaves).rejects.toThrow('cancelled');
    expect(await stays).toMatchObject({ status: 'ANSWERED' });
  });

  const untried = { permanent: true, usesRetry: true };
  const retried = { permanent: false, usesRetry: true };
  const waiting = { permanent: false, usesRetry: false };
  it.each([
    ['unauthorized', 'key_refused', { errorType: 'ServiceUnavailable', ...waiting, retryAfterMs: 60_000 }],
    ['out_of_credits', 'no_credit', { errorType: 'CreditsExhausted', ...waiting, retryAfterMs: 60_000 }],
    ['guardrail', 'forbidden', { errorType: 'InvalidInput', ...untried }],
    ['moderation', 'forbidden', { errorType: 'InvalidInput', ...untried }],
    ['not_found', 'rejected', { errorType: 'InvalidInput', ...untried }],
    ['free_variant_ended', 'rejected', { errorType: 'InvalidInput', ...untried }],
    ['too_large', 'rejected', { errorType: 'InvalidInput', ...untried }],
    ['unprocessable', 'rejected', { errorType: 'InvalidInput', ...untried }],
    ['rate_limited', 'throttled', { errorType: 'RateLimited', ...waiting }],
    ['rate_limited_bare', 'throttled', { errorType: 'RateLimited', ...waiting, retryAfterMs: 0 }],
    ['capacity_exhausted', 'throttled', { errorType: 'RateLimited', ...waiting, retryAfterMs: 2_000 }],
    ['rate_limited_mid_stream', 'throttled', { errorType: 'RateLimited', ...waiting }],
    ['no_models', 'unavailable', { errorType: 'ServiceUnavailable', ...retried }],
    ['request_timeout', 'timed_out', { errorType: 'TimedOut', ...retried }],
    ['timeout', 'timed_out', { errorType: 'TimedOut', ...retried }],
    ['origin_timeout', 'timed_out', { errorType: 'TimedOut', ...retried }],
    ['server_error', 'unavailable', { errorType: 'ServiceUnavailable', ...retried }],
    ['bad_gateway', 'unavailable', { errorType: 'ServiceUnavailable', ...retried }],
    ['unavailable', 'overloaded', { errorType: 'ServiceUnavailable', ...retried }],
    ['overloaded', 'overloaded', { errorType: 'ServiceUnavailable', ...retried }],
    ['error_in_ok', 'unavailable', { errorType: 'ServiceUnavailable', ...retried }],
    ['finish_error', 'unavailable', { errorType: 'ServiceUnavailable', ...retried }],
    ['string_code', 'unavailable', { errorType: 'ServiceUnavailable', ...retried }],
    ['html', 'bad_answer', { errorType: 'ServiceUnavailable', ...retried }],
    ['garbage', 'bad_answer', { errorType: 'ServiceUnavailable', ...retried }],
    ['garbage_event', 'bad_answer', { errorType: 'ServiceUnavailable', ...retried }],
    ['empty_body', 'bad_answer', { errorType: 'ServiceUnavailable', ...retried }],
    ['empty_answer', 'bad_answer', { errorType: 'ServiceUnavailable', ...retried }],
    ['no_choices', 'bad_answer', { errorType: 'ServiceUnavailable', ...retried }],
    ['truncated', 'bad_answer', { errorType: 'ServiceUnavailable', ...retried }],
    ['endless_body', 'bad_answer', { errorType: 'ServiceUnavailable', ...retried }],
    ['broken_off', 'unreachable', { errorType: 'NetworkError', ...retried }],
    ['connection_reset', 'unreachable', { errorType: 'NetworkError', ...retried }],
  ] as const)('makes of %s that the call is %s', async (fault, problem, failure) => {
    emulator.fail({ fault });
    const outcome = await clientFor().complete(callOf(), never);
    expect(outcome).toMatchObject({ status: 'FAILED', problem });
    if (outcome.status === 'FAILED') expect(toTaskFailure(outcome)).toMatchObject(failure);
    await until('the connection is free', () => emulator.completions()[0]?.ended_at_ms);
  });

  it.each([
    ['slow_headers', { headersTimeoutMs: 100 }],
    ['slow_first_byte', { idleTimeoutMs: 100 }],
    ['stall', { idleTimeoutMs: 100 }],
    ['only_comments', { callTimeoutMs: 300 }],
  ] as const)('gives up on %s after its own limit of time, and closes the connection', async (fault, limits) => {
    emulator.fail({ fault });
    expect(await clientFor({ limits }).complete(callOf(), never)).toMatchObject({ problem: 'timed_out' });
    await until('the connection is closed', () => emulator.completions()[0]?.was_left);
  });

  it('takes the longest of what it was asked to wait', async () => {
    emulator.fail({ fault: 'rate_limited', retryAfterS: 30 }, { fault: 'unavailable', retryAfterS: 7 });
    const client = clientFor();
    const throttled = await client.complete(callOf(), never);
    expect((throttled as { retryAfterMs: number }).retryAfterMs).toBeGreaterThanOrEqual(30_000);
    expect(await client.complete(callOf(), never)).toMatchObject({ problem: 'overloaded', retryAfterMs: 7_000 });
  });

  it('tells which models the provider suggests instead', async () => {
    emulator.fail({ fault: 'not_found' });
    const outcome = await clientFor().complete(callOf(), never);
    expect(outcome).toMatchObject({ fallbackModels: ['emulator/small-text'] });
    if (outcome.status === 'FAILED') expect(toTaskFailure(outcome).message).toContain('emulator/small-text');
  });

  it('says that a prompt is too long for its model', async () => {
    const messages = [{ role: 'user', text: 'word '.repeat(9_000) }] as const;
    const outcome = await clientFor().complete(callOf({ model: 'emulator/small-text', messages }), never);
    expect(outcome).toMatchObject({ problem: 'too_long', httpStatus: 400 });
  });

  it('is out of reach where nobody listens', async () => {
    const client = clientFor();
    await emulator.close();
    expect(await client.complete(callOf(), never)).toMatchObject({ problem: 'unreachable', httpStatus: null });
    emulator = await startEmulator();
  });

  it('never repeats the key in what it says', async () => {
    const outcome = await clientFor({ apiKey: 'sk-or-canary' }).complete(callOf(), never);
    expect(outcome).toMatchObject({ problem: 'key_refused' });
    expect(JSON.stringify(outcome)).not.toContain('canary');
  });

  it('lets the credit fall until there is none', async () => {
    await emulator.close();
    emulator = await startEmulator({ creditUsd: 0.00005 });
    const client = clientFor();
    const outcomes = [];
    for (let at = 0; at < 5; at++) {
      const messages = [{ role: 'user', text: `${TEXT} Number ${String(at)}.` }] as const;
      outcomes.push(await client.complete(callOf({ messages }), never));
    }
    expect(outcomes[0]).toMatchObject({ status: 'ANSWERED' });
    expect(outcomes.at(-1)).toMatchObject({ problem: 'no_credit' });
    emulator.provider.account(EMULATOR_KEYS.inference)?.topUp(1);
    expect(await client.complete(callOf(), never)).toMatchObject({ status: 'ANSWERED' });
  });

  describe('with a gate', () => {
    it('makes no call that is held', async () => {
      const held = { status: 'HELD', reason: 'budget', message: 'Enough for today', retryAfterMs: 5_000 } as const;
      const client = clientFor({ gate: { before: () => Promise.resolve(held) } });
      expect(await client.complete(callOf(), never)).toEqual(held);
      expect(emulator.completions()).toHaveLength(0);
      expect(toTaskFailure(held)).toMatchObject({ errorType: 'CreditsExhausted', usesRetry: false });
    });

    it('tells what a call may cost, and once how it ended', async () => {
      const ends: CallEnd[] = [];
      const costs: (number | null)[] = [];
      const gate: CallGate = {
        before: ({ maxCostUsd }) => {
          costs.push(maxCostUsd);
          return Promise.resolve({ settle: (end) => Promise.resolve(void ends.push(end)) });
        },
      };
      const client = clientFor({ gate });
      const outcome = await client.complete(callOf(), never);
      expect(ends).toEqual([outcome]);
      expect(costs[0]).toBeGreaterThanOrEqual((outcome as { usage: { costUsd: number } }).usage.costUsd);
      emulator.fail({ fault: 'stall' });
      const given = new AbortController();
      const left = client.complete(callOf({ isFresh: true }), given.signal);
      await until('the call has arrived', () => emulator.completions().length === 2);
      given.abort();
      await expect(left).rejects.toThrow();
      await until('the gate was told', () => ends.length === 2);
      expect(ends[1]).toEqual({ status: 'ABANDONED' });
    });
  });
});
