import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
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
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  afterAll(async () => {
    await browser.close();
    await fleet.stop();
  });

  it('submits a text and sees it become COMPLETED', async () => {
    const article = await readFile(join(__dirname, '../fixtures/texts/news-en.txt'), 'utf8');
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
    const completed = page.getByRole('link', { name: /completed/i }).first();
    await completed.waitFor();
    const counts = async () =>
      Number(/\d+/.exec((await completed.innerText()).replace(/\D*(\d[\d,]*)[\s\S]*/, '$1'))?.[0]);
    const before = await counts();
    for (let i = 0; i < 5; i++) await fleet.submitText(`Text number ${String(i)}. It has two sentences.`);
    await until('five more are counted', async () => (await counts()) >= before + 5);
    await page.screenshot({ path: join(pictures, 'overview.png') });
  });

  it('lists tasks and keeps the filter in the address', async () => {
    await page.goto(fleet.url('/tasks?state=COMPLETED'));
    await page.getByRole('row').nth(5).waitFor();
    await page.reload();
    await page.getByRole('row').nth(5).waitFor();
    expect(page.url()).toContain('COMPLETED');
    await page.screenshot({ path: join(pictures, 'tasks.png') });
  });

  it.each(['dark', 'light'] as const)('has nothing that axe finds on any page, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const path of ['/', '/tasks', '/new']) {
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

const stateShown = (page: Page): Promise<string> => page.getByTestId('task-state').first().innerText();
