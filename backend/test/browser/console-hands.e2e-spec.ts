import type { BulkFilter, StateCounts, TaskReceipt, TaskRecord } from '@workstream/contracts';
import { routes } from '@workstream/contracts';
import { until } from '@workstream/testing';
import { chromium, type Browser, type BrowserContext, type Page, type Response } from 'playwright-core';
import { Fleet } from '../support/fleet';

jest.setTimeout(120_000);

/** How many answers the console's first page takes, and what they weigh on the wire. */
const MAX_FIRST_LOAD_BYTES = 200_000;

describe('The console under the hands of an operator', () => {
  let fleet: Fleet;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    fleet = await Fleet.start({ workers: 1 });
    browser = await chromium.launch({
      executablePath: process.env['CHROME_BIN'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
    });
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await fleet.stop();
  });

  const open = async (path: string) => {
    await page.goto(fleet.url(path));
    await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
  };
  const stateOf = async (id: string) => (await fleet.get<TaskRecord>(routes.task(id))).state;
  /** A task that waits until next year, so that it is there to be acted on. */
  const submitDelayed = async (labels: BulkFilter['labels'] = {}): Promise<string> => {
    const response = await fetch(fleet.url(routes.tasks), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        task_type: 'summarize',
        input: 'A text.',
        options: { run_at: '2099-01-01T00:00:00Z', labels },
      }),
    });
    expect(response.status).toBe(201);
    return ((await response.json()) as TaskReceipt).task_id;
  };
  const submitBroken = async (): Promise<string> => {
    const id = await fleet.submitPdf(Buffer.from('%PDF-1.7\nnot really'), 'broken.pdf', '2026-05-04');
    expect((await fleet.finished(id)).state).toBe('DLQ');
    return id;
  };

  it('loads its first page packed, within the budget', async () => {
    const fresh = await browser.newContext();
    const first = await fresh.newPage();
    const files: Promise<number>[] = [];
    first.on('response', (response) => {
      if (isFile(response))
        files.push(
          response
            .request()
            .sizes()
            .then((sizes) => sizes.responseBodySize),
        );
    });
    await first.goto(fleet.url('/tasks'), { waitUntil: 'load' });
    await first.getByRole('heading', { name: 'Tasks', level: 1 }).waitFor();
    const bytes = (await Promise.all(files)).reduce((sum, size) => sum + size, 0);
    await fresh.close();

    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(MAX_FIRST_LOAD_BYTES);
  });

  it('goes to a page, opens a task and pauses a queue from the palette', async () => {
    const id = await submitDelayed();
    await open('/');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('workers');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/workers');

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(id);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/tasks/${id}`);

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('pause retry');
    await page.keyboard.press('Enter');
    await until('the queue is paused', async () => (await paused(fleet)).includes('retry'));
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('resume retry');
    await page.keyboard.press('Enter');
    await until('the queue goes on', async () => (await paused(fleet)).length === 0);
  });

  it('is worked by keys alone: filter, move, open, cancel', async () => {
    const id = await submitDelayed({ project: 'keys' });
    await open('/');
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.waitForURL('**/tasks');
    await page.keyboard.press('/');
    await page.keyboard.type('label.project:keys');
    await page.keyboard.press('Enter');
    await page.waitForURL(/label=project/);
    await page.keyboard.press('Escape');
    await until('one row is left', async () => (await page.locator('tbody tr[data-id]').count()) === 1);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Task details' }).getByText(id).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await until('it is cancelled', async () => (await stateOf(id)) === 'CANCELLED');
  });

  it('keeps typed filters in the address, and says what it does not understand', async () => {
    await open('/tasks');
    await page.getByLabel('Filter', { exact: true }).fill('status:failed type:pdfxtract age:<1h');
    await page.keyboard.press('Enter');
    await page.waitForURL(/status=DLQ/);
    await page.reload();
    for (const chip of ['status:dlq', 'type:pdfxtract', 'age:<1h'])
      await page.getByText(chip, { exact: true }).waitFor();
    await page.getByLabel('Filter', { exact: true }).fill('colour:red');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('colour:red').waitFor();
  });

  it('sends selected dead letters back together, after it has counted and asked', async () => {
    const ids = [await submitBroken(), await submitBroken()];
    await open('/tasks?status=DLQ');
    for (const id of ids) await page.locator(`[data-id="${id}"]`).getByRole('checkbox').check();
    await page.getByRole('region', { name: 'Selected tasks' }).getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('dialog').getByText('Retry 2 tasks?').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click();
    for (const id of ids) {
      await until('it was tried again', async () => (await fleet.get<TaskRecord>(routes.task(id))).attempt === 2);
    }
  });

  it('lets a deletion be taken back', async () => {
    const [kept, gone] = [await submitDelayed(), await submitDelayed()];
    await open('/tasks?status=SCHEDULED');
    await page.locator(`[data-id="${kept}"]`).getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.locator(`[data-id="${gone}"]`).getByRole('button', { name: 'Delete' }).click();
    await until('it is gone', async () => (await fetch(fleet.url(routes.task(gone)))).status === 404);
    expect(await stateOf(kept)).toBe('SCHEDULED');
  });

  it('follows the stream in a second tab without a second connection', async () => {
    await open('/');
    await page.getByText('live', { exact: true }).waitFor();
    const second = await context.newPage();
    const streams: string[] = [];
    second.on('request', (request) => {
      if (request.url().endsWith(routes.queueStream)) streams.push(request.url());
    });
    await second.goto(fleet.url('/'));
    await second.getByText('live', { exact: true }).waitFor();
    const { SCHEDULED: before } = await counts(fleet);
    await submitDelayed();
    await second
      .getByRole('link', { name: `Scheduled ${String(before + 1)}` })
      .first()
      .waitFor();
    expect(streams).toEqual([]);
    await second.close();
  });

  it('says that it waits for the server, and is right again when that is back', async () => {
    await open('/');
    await page.getByText('live', { exact: true }).waitFor();
    await fleet.stopApi();
    await page.getByText(/reconnecting in \d+ s/).waitFor();
    await fleet.startApi();
    const { SCHEDULED: before } = await counts(fleet);
    await submitDelayed();
    await page.getByText('live', { exact: true }).waitFor({ timeout: 60_000 });
    await page
      .getByRole('link', { name: `Scheduled ${String(before + 1)}` })
      .first()
      .waitFor();
  });
});

const isFile = (response: Response): boolean => !new URL(response.url()).pathname.startsWith('/api/') && response.ok();

const paused = async (fleet: Fleet): Promise<readonly string[]> =>
  (await fleet.get<{ paused: string[] }>(routes.queueStatus)).paused;

const counts = async (fleet: Fleet): Promise<StateCounts> =>
  (await fleet.get<{ states: StateCounts }>(routes.queueStatus)).states;
