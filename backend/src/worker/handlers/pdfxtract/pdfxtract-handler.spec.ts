import { systemClock } from '@workstream/engine';
import { buildPdf, show } from '../../../../test/fixtures/build-pdf';
import { readPdf } from '../../../../test/fixtures/read-fixture';
import { Attempt } from '../../../../test/support/attempt';
import { EMULATOR_KEYS, startEmulator, type Emulator } from '../../../emulator';
import { loadConfig } from '../../../shared/config';
import { OpenRouterClient } from '../../../shared/openrouter';
import { openGate } from '../../../shared/openrouter';
import { PdfxtractHandler } from './pdfxtract-handler';

jest.setTimeout(60_000);

const taskOf = (file: Buffer | null, metadata = {}): Attempt => new Attempt({ type: 'pdfxtract', file, metadata });

describe('PdfxtractHandler', () => {
  const handler = new PdfxtractHandler(loadConfig({}), null);

  it('answers the file name, the date of issue and the pages, and says that no model was asked', async () => {
    const metadata = { filename: 'courier.pdf', issue_date: '2026-05-04' };
    expect(await handler.run(taskOf(readPdf('drawing-only.pdf'), metadata).next())).toEqual({
      kind: 'pdf',
      filename: 'courier.pdf',
      issue_date: '2026-05-04',
      pages: [{ page_number: 1, status: 'empty', reason: 'no text layer: scanned or blank page', articles: [] }],
      provenance: { provider: 'local', method: 'unpdf' },
    });
  });

  it('makes up neither a date nor a name', async () => {
    expect(await handler.run(taskOf(readPdf('newspaper.pdf')).next())).toMatchObject({
      filename: 'document.pdf',
      issue_date: null,
    });
  });

  it('fails for good when the file is gone', async () => {
    const failure = { errorType: 'InvalidInput', permanent: true };
    await expect(handler.run(taskOf(null).next())).rejects.toMatchObject(failure);
  });
});

describe('PdfxtractHandler with a key', () => {
  let emulator: Emulator;
  const clients: OpenRouterClient[] = [];

  beforeEach(async () => void (emulator = await startEmulator()));
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.onApplicationShutdown()));
    await emulator.close();
  });

  function handlerWith(environment: Readonly<Record<string, string>> = {}): PdfxtractHandler {
    const config = loadConfig({
      OPENROUTER_API_KEY: EMULATOR_KEYS.inference,
      OPENROUTER_BASE_URL: emulator.baseUrl,
      OPENROUTER_PDF_MODEL: 'emulator/vision-pdf',
      ...environment,
    });
    const apiKey = EMULATOR_KEYS.inference;
    const client = new OpenRouterClient({ ...config.openrouter, apiKey, clock: systemClock, gate: openGate });
    clients.push(client);
    return new PdfxtractHandler(config, client);
  }

  const newspaper = (): Attempt => taskOf(readPdf('newspaper.pdf'));
  const paid = () => emulator.completions().filter(({ cost_usd: cost }) => cost > 0);

  it('has a model find the articles in the text of each page, and says what each page cost', async () => {
    const attempt = newspaper();
    const result = await handlerWith().run(attempt.next());
    expect(result.pages.map(({ page_number: number, status }) => [number, status])).toEqual([
      [1, 'ok'],
      [2, 'ok'],
      [3, 'ok'],
      [4, 'ok'],
    ]);
    expect(result.pages[1]?.articles[0]).toMatchObject({ title: expect.stringContaining('Market Hall') });
    expect(result.pages.every(({ cost_usd: cost }) => Number(cost) > 0)).toBe(true);
    expect(result.provenance).toMatchObject({
      provider: 'openrouter',
      method: 'emulator/vision-pdf',
      prompt_version: 'pages-1',
      pdf_engine: 'text',
      calls: 4,
    });
    expect(attempt.progress.at(-1)).toEqual({ done: 4, total: 4, message: 'reading pages' });
    expect(emulator.completions().every(({ body }) => !JSON.stringify(body).includes('base64'))).toBe(true);
  });

  it('asks nothing about a page without a text, and nobody where no page has one', async () => {
    const partly = await handlerWith().run(taskOf(readPdf('partly-scanned.pdf')).next());
    expect(partly.pages.map(({ status }) => status)).toContain('empty');
    const calls = emulator.completions().length;
    expect(calls).toBe(partly.pages.filter(({ status }) => status === 'ok').length);
    const blank = await handlerWith().run(taskOf(readPdf('drawing-only.pdf')).next());
    expect(blank.provenance).toEqual({ provider: 'local', method: 'unpdf' });
    expect(emulator.completions()).toHaveLength(calls);
  });

  it.each(['encrypted.pdf', 'truncated.pdf'])('refuses %s before anything is spent', async (name) => {
    const failure = { errorType: 'InvalidInput', permanent: true };
    await expect(handlerWith().run(taskOf(readPdf(name)).next())).rejects.toMatchObject(failure);
    expect(emulator.completions()).toHaveLength(0);
  });

  it('sends the file to a model that reads files, naming who reads it, some pages a call', async () => {
    const pages = Array.from({ length: 6 }, (_, at) => show(`Headline number ${String(at + 1)} of the paper`));
    const { pages: read, provenance } = await handlerWith({ OPENROUTER_PDF_ENGINE: 'native' }).run(
      taskOf(buildPdf(pages)).next(),
    );
    expect(read.map(({ articles }) => articles[0]?.title)).toEqual(
      pages.map((_, at) => `Headline number ${String(at + 1)} of the paper`),
    );
    expect(provenance).toMatchObject({ pdf_engine: 'native', calls: 2 });
    const plugins = emulator.completions().map(({ body }) => (body as { plugins: unknown }).plugins);
    expect(plugins).toEqual(plugins.map(() => [{ id: 'file-parser', pdf: { engine: 'native' } }]));
  });

  it('sends the text to a model that reads no files, so that nobody is paid to read them for it', async () => {
    const handler = handlerWith({ OPENROUTER_PDF_ENGINE: 'native', OPENROUTER_PDF_MODEL: 'emulator/large-text' });
    expect((await handler.run(newspaper().next())).provenance).toMatchObject({ pdf_engine: 'text' });
  });

  it('pays once for having a file read, however many calls are about it', async () => {
    const pages = Array.from({ length: 6 }, (_, at) => show(`Headline number ${String(at + 1)} of the paper`));
    const handler = handlerWith({ OPENROUTER_PDF_ENGINE: 'mistral-ocr' });
    await handler.run(taskOf(buildPdf(pages)).next());
    const [first, second] = paid();
    expect(first?.cost_usd).toBeGreaterThan(6 * 0.002);
    expect(second?.cost_usd).toBeLessThan(6 * 0.002);
  });

  it('has an answer of the wrong shape corrected once, and then gives up that page alone', async () => {
    emulator.fail({ fault: 'wrong_json', containing: 'page_2', times: 1 });
    const { pages, provenance } = await handlerWith().run(newspaper().next());
    expect(pages.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(provenance.calls).toBe(5);
    emulator.fail({ fault: 'not_json', containing: 'page_2', times: null });
    const again = await handlerWith().run(new Attempt({ type: 'pdfxtract', file: readPdf('newspaper.pdf') }).next());
    expect(again.pages.map(({ status }) => status)).toEqual(['ok', 'failed', 'ok', 'ok']);
    expect(again.pages[1]?.reason).toBe('the answer of the model does not fit: the answer is no JSON object');
  });

  it('tries a page once more that failed in passing', async () => {
    emulator.fail({ fault: 'bad_gateway', containing: 'page_3', times: 1 });
    const { pages } = await handlerWith().run(newspaper().next());
    expect(pages.every(({ status }) => status === 'ok')).toBe(true);
    expect(emulator.completions()).toHaveLength(5);
  });

  it('lists a page that keeps failing with the reason, as long as enough others were read', async () => {
    emulator.fail({ fault: 'bad_gateway', containing: 'page_3', times: null });
    const { pages } = await handlerWith().run(newspaper().next());
    expect(pages[2]).toMatchObject({ status: 'failed', reason: expect.stringContaining('502'), articles: [] });
  });

  it('fails when too few pages were read: for now, or for good where no further try helps', async () => {
    emulator.fail({ fault: 'bad_gateway', times: null });
    const passing = { errorType: 'ServiceUnavailable', permanent: false };
    await expect(handlerWith().run(newspaper().next())).rejects.toMatchObject(passing);
    emulator.provider.faults.clear();
    emulator.fail({ fault: 'moderation', times: null });
    const lasting = { errorType: 'InvalidInput', permanent: true };
    await expect(handlerWith().run(newspaper().next())).rejects.toMatchObject(lasting);
  });

  it('pays for no page twice when the credit runs out in between', async () => {
    const attempt = newspaper();
    const handler = handlerWith({ OPENROUTER_PARALLEL_CALLS: '1' });
    emulator.fail({ fault: 'out_of_credits', after: 2 });
    await expect(handler.run(attempt.next())).rejects.toMatchObject({
      errorType: 'CreditsExhausted',
      usesRetry: false,
    });
    const { pages, provenance } = await handler.run(attempt.next());
    expect(pages.every(({ status }) => status === 'ok')).toBe(true);
    expect(paid()).toHaveLength(4);
    expect(provenance.calls).toBe(4);
  });
});
