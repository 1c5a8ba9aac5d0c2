import { systemClock } from '@workstream/engine';
import { createParser } from 'eventsource-parser';
import { loadConfig } from '../shared/config';
import { OpenRouterClient, openGate, type ModelCall } from '../shared/openrouter';
import { EMULATOR_KEYS } from './provider';
import { startEmulator, type Emulator } from './start-emulator';

jest.setTimeout(60_000);

/** The provider, or what stands in its place. */
interface Side {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** One that is cheap. */
  readonly model: string;
}

const LIVE_KEY = process.env['OPENROUTER_API_KEY_LIVE'] ?? '';
const LIVE: Side = { baseUrl: 'https://openrouter.ai/api/v1', apiKey: LIVE_KEY, model: 'openai/gpt-4o-mini' };
const never = new AbortController().signal;
const MESSAGES = [{ role: 'user', content: 'The harbour froze over. Say that in three words.' }];
const MAX_TOKENS = 32;

const numberText = expect.stringMatching(/^-?\d+(\.\d+)?(e-?\d+)?$/);
const usage = { prompt_tokens: expect.any(Number), completion_tokens: expect.any(Number) };
const isDollars = (value: unknown): boolean => value === null || typeof value === 'number';

/** What Workstream relies on, said once and asked of both. */
function itKeepsTheContract(side: () => Side): void {
  const send = (path: string, { key = side().apiKey, body }: { key?: string; body?: object } = {}): Promise<Response> =>
    fetch(`${side().baseUrl}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const chat = (more: object = {}, key?: string): Promise<Response> => {
    const body = { model: side().model, messages: MESSAGES, max_tokens: MAX_TOKENS, ...more };
    return send('/chat/completions', { body, ...(key === undefined ? {} : { key }) });
  };
  const complete = async (more: Partial<ModelCall> = {}, apiKey = side().apiKey) => {
    const { openrouter } = loadConfig({ OPENROUTER_BASE_URL: side().baseUrl });
    const client = new OpenRouterClient({ ...openrouter, apiKey, clock: systemClock, gate: openGate });
    const task = { id: 'contract', type: 'summarize', attempt: 1, maxCostUsd: null, labels: {} };
    const messages = [{ role: 'user', text: MESSAGES[0]!.content }] as const;
    const outcome = await client.complete(
      { model: side().model, messages, maxTokens: MAX_TOKENS, task, ...more },
      never,
    );
    await client.onApplicationShutdown();
    return outcome;
  };

  it('lists its models with their windows, what they read and their prices as text', async () => {
    const response = await send('/models');
    expect(response.status).toBe(200);
    const { data } = (await response.json()) as { data: { id: string }[] };
    expect(data.find(({ id }) => id === side().model)).toMatchObject({
      context_length: expect.any(Number),
      architecture: { input_modalities: expect.arrayContaining(['text']) },
      pricing: { prompt: numberText, completion: numberText },
      top_provider: { max_completion_tokens: expect.any(Number) },
    });
  });

  it('tells of a key what was used and what is left, and never the key', async () => {
    const response = await send('/key');
    expect(response.status).toBe(200);
    const text = await response.text();
    const { data } = JSON.parse(text);
    expect(data).toMatchObject({
      usage: expect.any(Number),
      usage_daily: expect.any(Number),
      usage_monthly: expect.any(Number),
      is_free_tier: expect.any(Boolean),
    });
    expect(isDollars(data.limit) && isDollars(data.limit_remaining)).toBe(true);
    expect(text).not.toContain(side().apiKey);
  });

  it('answers as one JSON object, with what was used and what it cost', async () => {
    const response = await chat();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toMatchObject({
      id: expect.any(String),
      object: 'chat.completion',
      model: expect.stringContaining('/'),
      choices: [
        {
          finish_reason: expect.stringMatching(/^(stop|length)$/),
          message: { role: 'assistant', content: expect.stringMatching(/\w/) },
        },
      ],
      usage: { ...usage, cost: expect.any(Number) },
    });
  });

  it('answers as a stream of chunks, tells once what was used, and ends it with [DONE]', async () => {
    const response = await chat({ stream: true });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events: string[] = [];
    createParser({ onEvent: ({ data }) => events.push(data) }).feed(await response.text());
    expect(events.pop()).toBe('[DONE]');
    const chunks = events.map((data) => JSON.parse(data));
    expect(new Set(chunks.map(({ object }) => object))).toEqual(new Set(['chat.completion.chunk']));
    expect(chunks.map(({ choices }) => choices[0]?.delta?.content ?? '').join('')).toMatch(/\w/);
    expect(chunks.filter((chunk) => chunk.usage)).toEqual([
      expect.objectContaining({ usage: expect.objectContaining(usage) }),
    ]);
  });

  it('is understood by the client: text, model, id and use', async () => {
    expect(await complete()).toMatchObject({
      status: 'ANSWERED',
      text: expect.stringMatching(/\w/),
      model: expect.stringContaining('/'),
      generationId: expect.any(String),
      usage: { promptTokens: expect.any(Number), completionTokens: expect.any(Number), costUsd: expect.any(Number) },
    });
  });

  it('refuses a model that it does not have as a fault of the request', async () => {
    const model = 'nobody/has-this-model';
    const response = await chat({ model });
    expect([400, 404]).toContain(response.status);
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
    expect(await complete({ model })).toMatchObject({ status: 'FAILED', problem: 'rejected' });
  });

  it('refuses a key that it does not know, for questions and for calls', async () => {
    const key = 'sk-or-v1-nobody';
    const refused = { error: { code: 401, message: expect.any(String) } };
    for (const response of [await send('/key', { key }), await chat({}, key)]) {
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject(refused);
    }
    expect(await complete({}, key)).toMatchObject({ problem: 'key_refused', httpStatus: 401 });
  });

  it('refuses a call without a message', async () => {
    const response = await chat({ messages: [] });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String) } });
  });
}

describe('The emulator keeps the contract', () => {
  let emulator: Emulator;
  beforeAll(async () => void (emulator = await startEmulator()));
  afterAll(() => emulator.close());

  itKeepsTheContract(() => ({
    baseUrl: emulator.baseUrl,
    apiKey: EMULATOR_KEYS.inference,
    model: 'emulator/large-text',
  }));
});

if (LIVE_KEY === '') {
  describe.skip('OpenRouter keeps the contract: not asked, for OPENROUTER_API_KEY_LIVE is not set', () => {
    itKeepsTheContract(() => LIVE);
  });
} else {
  describe('OpenRouter keeps the contract', () => {
    itKeepsTheContract(() => LIVE);
  });
}
