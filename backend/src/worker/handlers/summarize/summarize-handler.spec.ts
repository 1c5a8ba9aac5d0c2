import { systemClock } from '@workstream/engine';
import { readText } from '../../../../test/fixtures/read-fixture';
import { Attempt } from '../../../../test/support/attempt';
import { EMULATOR_KEYS, startEmulator, type Emulator } from '../../../emulator';
import { loadConfig } from '../../../shared/config';
import { OpenRouterClient } from '../../../shared/openrouter';
import { openGate } from '../../../shared/openrouter';
import { SummarizeHandler } from './summarize-handler';

const NEWS = readText('news-en.txt');

describe('SummarizeHandler', () => {
  const handler = new SummarizeHandler(loadConfig({}), null);

  it('summarises a text and says that no model was asked', async () => {
    expect(await handler.run(new Attempt({ content: NEWS }).next())).toEqual({
      kind: 'summary',
      summary: expect.stringMatching(/^The city council of Harbour City voted on Tuesday night/),
      sentences_kept: 4,
      sentences_total: 41,
      truncated: false,
      provenance: { provider: 'local', method: 'textrank' },
    });
  });

  it.each([[null], [''], [' \n '], ['?!'], ['🎉']])('fails for good when the text is %j', async (content) => {
    await expect(handler.run(new Attempt({ content }).next())).rejects.toMatchObject({
      message: 'The text holds no word to summarise.',
      errorType: 'InvalidInput',
      permanent: true,
    });
  });
});

describe('SummarizeHandler with a key', () => {
  let emulator: Emulator;
  let client: OpenRouterClient;
  let handler: SummarizeHandler;

  beforeEach(async () => {
    emulator = await startEmulator();
    const config = loadConfig({
      OPENROUTER_API_KEY: EMULATOR_KEYS.inference,
      OPENROUTER_BASE_URL: emulator.baseUrl,
      OPENROUTER_MODEL: 'emulator/small-text',
      OPENROUTER_PARALLEL_CALLS: '3',
    });
    const apiKey = EMULATOR_KEYS.inference;
    client = new OpenRouterClient({ ...config.openrouter, apiKey, clock: systemClock, gate: openGate });
    handler = new SummarizeHandler(config, client);
  });
  afterEach(async () => {
    await client.onApplicationShutdown();
    await emulator.close();
  });

  /** Longer than the window of the small model: about ten thousand tokens in chapters. */
  const LONG = Array.from({ length: 12 }, (_, at) => `# Chapter ${String(at)}\n${NEWS}`).join('\n\n');

  it('has a model write the summary of a short text in one call, and says which, with which words and at what cost', async () => {
    const result = await handler.run(new Attempt({ content: NEWS }).next());
    expect(result).toEqual({
      kind: 'summary',
      summary: expect.stringMatching(/\w{4,}/),
      sentences_kept: expect.any(Number),
      sentences_total: 41,
      truncated: false,
      provenance: {
        provider: 'openrouter',
        method: 'emulator/small-text',
        prompt_version: 'summary-1',
        calls: 1,
        prompt_tokens: expect.any(Number),
        completion_tokens: expect.any(Number),
        cost_usd: emulator.completions()[0]?.cost_usd,
      },
    });
  });

  it('takes the model that the task names', async () => {
    const attempt = new Attempt({ content: NEWS, metadata: { model: 'emulator/large-text' } });
    expect((await handler.run(attempt.next())).provenance.method).toBe('emulator/large-text');
  });

  it.each([[null], ['?!']])('spends nothing on %j', async (content) => {
    const failure = { errorType: 'InvalidInput', permanent: true };
    await expect(handler.run(new Attempt({ content }).next())).rejects.toMatchObject(failure);
    expect(emulator.completions()).toHaveLength(0);
  });

  it('reads a long text in parts side by side, combines their summaries and shows how far it is', async () => {
    const attempt = new Attempt({ content: LONG });
    const { provenance } = await handler.run(attempt.next());
    const calls = emulator.completions().length;
    expect(calls).toBeGreaterThan(2);
    expect(provenance).toMatchObject({ calls });
    expect(attempt.progress.at(-1)).toMatchObject({ done: calls, total: calls });
  });

  it('pays for no part twice when a later one fails and the task is tried again', async () => {
    const attempt = new Attempt({ content: LONG });
    emulator.fail({ fault: 'unavailable', after: 1 });
    await expect(handler.run(attempt.next())).rejects.toMatchObject({ errorType: 'ServiceUnavailable' });
    const keptParts = attempt.kept.size;
    expect(keptParts).toBeGreaterThan(0);
    const { provenance } = await handler.run(attempt.next());
    const paid = emulator.completions().filter(({ cost_usd: cost }) => cost > 0);
    expect(new Set(paid.map(({ body }) => JSON.stringify(body))).size).toBe(paid.length);
    expect(provenance.calls).toBe(paid.length);
  });

  it('asks once more for a summary that was cut, with more room for it', async () => {
    emulator.fail({ fault: 'cut_by_length' });
    expect(await handler.run(new Attempt({ content: NEWS }).next())).toMatchObject({ provenance: { calls: 2 } });
  });

  it('fails when the summary is cut again, instead of storing half of one', async () => {
    emulator.fail({ fault: 'cut_by_length', times: null });
    const failure = { errorType: 'Other', permanent: false };
    await expect(handler.run(new Attempt({ content: NEWS }).next())).rejects.toMatchObject(failure);
  });

  it('halves the parts when the model turns out to have a smaller window than expected', async () => {
    emulator.provider.isListHidden = true;
    const attempt = new Attempt({ content: LONG });
    expect(await handler.run(attempt.next())).toMatchObject({ kind: 'summary' });
    expect(emulator.completions().some(({ status }) => status === 400)).toBe(true);
  });

  it('ends at once when the task is cancelled', async () => {
    const attempt = new Attempt({ content: NEWS });
    emulator.fail({ fault: 'stall' });
    const running = handler.run(attempt.next());
    attempt.abort.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
  });
});
