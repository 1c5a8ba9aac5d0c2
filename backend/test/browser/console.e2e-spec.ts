import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { routes, type TaskPage, type TaskSummary } from '@workstream/contracts';
import { until } from '@workstream/testing';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { Fleet } from '../support/fleet';

jest.setTimeout(120_000);

/** Pictures of this run; with UPDATE_SCREENSHOTS=1 the ones that the documents show are made anew. */
const pictures = join(
  __dirname,
  '../../..',
  process.env['UPDATE_SCREENSHOTS'] === '1' ? 'docs/images' : '.data/screenshots',
);

const PATHS = [
  '/',
  '/tasks',
  '/queues',
  '/dlq',
  '/workers',
  '/limits',
  '/costs',
  '/playground',
  '/audit',
  '/settings',
  '/new',
];

describe('The console in a real browser', () => {
  let fleet: Fleet;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    fleet = await Fleet.start({ workers: 2 });
    browser = await chromium.launch({
      executablePath: process.env['CHROME_BIN'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
    });
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
    });
  });
  afterAll(async () => {
    await browser.close();
    await fleet.stop();
  });

  it('submits a text and sees it become COMPLETED', async () => {
    const article = (await fixture('news-en.txt')).toString();
    await page.goto(fleet.url('/'));
    await page
      .getByRole('link', { name: 'New task' })
      .or(page.getByRole('button', { name: 'New task' }))
      .first()
      .click();
    await page.getByLabel('Text', { exact: true }).fill(article);
    await page.getByRole('button', { name: 'Create task' }).click();
    await page.waitForURL(/\/tasks\/[0-9a-f-]{36}$/);
    await until('the page shows COMPLETED', async () => (await stateShown(page)).includes('COMPLETED'));
    await page.getByText('textrank').first().waitFor();
    await page.screenshot({ path: join(pictures, 'task.png') });
  });

  it('moves its dashboard with the stream, without a reload', async () => {
    await page.goto(fleet.url('/'));
    const completed = page
      .getByRole('main')
      .getByRole('link', { name: /completed/i })
      .first();
    await completed.waitFor();
    const counts = async () =>
      Number(/\d+/.exec((await completed.innerText()).replace(/\D*(\d[\d,]*)[\s\S]*/, '$1'))?.[0]);
    const before = await counts();
    const texts = await Promise.all(
      ['market-hall.txt', 'night-trains.txt', 'school-garden.txt', 'news-de.txt'].map(fixture),
    );
    for (const text of texts) await fleet.submitText(text.toString());
    await fleet.submitPdf(await fixture('newspaper.pdf'), 'newspaper.pdf', '2026-05-04');
    await fleet.submitPdf(Buffer.from('%PDF-1.7\nnot really'), 'broken.pdf', '2026-05-04');
    await until('five more are counted', async () => (await counts()) >= before + 5);
    await page
      .getByRole('main')
      .getByRole('link', { name: /DLQ\s*1/ })
      .first()
      .waitFor();
    await page.screenshot({ path: join(pictures, 'overview.png') });
  });

  it('lists tasks and keeps the filter in the address', async () => {
    await page.goto(fleet.url('/tasks'));
    await page.getByRole('row').nth(7).waitFor();
    await page.screenshot({ path: join(pictures, 'tasks.png') });
    await page.getByRole('navigation', { name: 'State' }).getByRole('link', { name: /^DLQ/ }).click();
    await until('only the dead letter is listed', async () => (await page.getByRole('row').count()) === 2);
    await page.reload();
    await page.getByRole('cell', { name: 'pdfxtract' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
  });

  it('sends a dead letter back to its queue by a press of a button', async () => {
    await page.goto(fleet.url('/tasks?status=DLQ'));
    await page
      .getByRole('button', { name: /^Retry/ })
      .first()
      .click();
    const [dead] = (await fleet.get<TaskPage<TaskSummary>>(`${routes.taskSummaries}?task_type=pdfxtract`)).tasks;
    await until(
      'it was tried again',
      async () => (await fleet.get<TaskSummary>(routes.task(dead!.task_id))).attempt === 2,
    );
  });

  it.each(['dark', 'light'] as const)('has nothing that axe finds on any page, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const path of PATHS) {
      await page.goto(fleet.url(path));
      await page.getByRole('main').waitFor();
      await page.waitForLoadState('load');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    }
  });

  it('complains about nothing in the browser console', () => {
    expect(complaints).toEqual([]);
  });
});

const fixture = (name: string) =>
  readFile(join(__dirname, '../fixtures', name.endsWith('.pdf') ? 'pdfs' : 'texts', name));

const stateShown = (page: Page): Promise<string> => page.getByTestId('task-state').first().innerText();
