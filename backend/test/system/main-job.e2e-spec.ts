import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PdfxtractResult, QueueStatus, SummarizeResult, TaskPage, TaskSummary } from '@workstream/contracts';
import { routes } from '@workstream/contracts';
import { breaches, until } from '@workstream/testing';
import { end, Fleet } from '../support/fleet';

jest.setTimeout(90_000);

const fixture = (name: string) => readFile(join(__dirname, '../fixtures', name));

describe('The whole system, without a key and without internet', () => {
  let fleet: Fleet;
  let article: string;
  beforeAll(async () => {
    article = (await fixture('texts/news-en.txt')).toString();
    fleet = await Fleet.start({ workers: 2 });
  });
  afterAll(() => fleet.stop());

  it('summarises an article and says that it did so locally', async () => {
    const task = await fleet.finished(await fleet.submitText(article));
    const result = task.result as SummarizeResult;
    expect(task).toMatchObject({ state: 'COMPLETED', task_type: 'summarize', attempt: 1, last_error: null });
    expect(result.provenance).toEqual({ provider: 'local', method: 'textrank' });
    expect(result.summary.length).toBeGreaterThan(100);
    expect(result.summary.length).toBeLessThan(article.length / 2);
    expect(task.state_history.map(({ state }) => state)).toEqual(['PENDING', 'ACTIVE', 'COMPLETED']);
  });

  it('extracts a PDF page by page, with every page in the result', async () => {
    const id = await fleet.submitPdf(await fixture('pdfs/newspaper.pdf'), 'newspaper.pdf', '2026-03-14');
    const task = await fleet.finished(id);
    const result = task.result as PdfxtractResult;
    expect(task).toMatchObject({ state: 'COMPLETED', task_type: 'pdfxtract' });
    expect(result).toMatchObject({ filename: 'newspaper.pdf', issue_date: '2026-03-14' });
    expect(result.pages.map((page) => page.page_number)).toEqual(result.pages.map((_, i) => i + 1));
    expect(result.pages.length).toBeGreaterThan(2);
    const [first] = result.pages;
    expect(first).toMatchObject({ status: 'ok', reason: null });
    const article = first!.articles.find(({ title }) => title === 'Harbour City Votes to Rebuild Its Old Sea Wall');
    expect(article).toMatchObject({
      subtitle: expect.stringMatching(/\w/) as string,
      author: expect.stringMatching(/\w/) as string,
    });
    expect(article!.body.length).toBeGreaterThan(1_000);
  });

  it('sends a PDF that nobody can read to the dead letters, with one clear sentence', async () => {
    const id = await fleet.submitPdf(Buffer.from('%PDF-1.7\nnot really'), 'broken.pdf', '2026-03-14');
    const task = await fleet.finished(id);
    expect(task).toMatchObject({ state: 'DLQ', error_type: 'InvalidInput', attempt: 1 });
    expect(task.last_error).toMatch(/^[A-Z][^\n]{10,200}$/);
  });

  it('loses no task and records each outcome once when a worker is killed in mid-work', async () => {
    const text = article.repeat(8);
    const before = (await counts(fleet)).COMPLETED;
    const ids = await Promise.all(Array.from({ length: 120 }, () => fleet.submitText(text)));
    const [victim] = fleet.workers;
    await until('the worker is at work', async () => (await held(fleet)) > 0);
    await end(victim!, 'SIGKILL');
    fleet.startWorker();
    await until('all have ended', async () => (await counts(fleet)).COMPLETED >= before + ids.length, 60_000);
    for (const id of ids) expect(await fleet.finished(id)).toMatchObject({ state: 'COMPLETED', retry_count: 0 });
    expect((await counts(fleet)).COMPLETED).toBe(before + ids.length);
    expect(await breaches(fleet.redis.client())).toEqual([]);
  });

  it('gives unfinished work back at once when a worker is asked to stop', async () => {
    await fleet.beating(2);
    const ids = await Promise.all(Array.from({ length: 60 }, () => fleet.submitText(article.repeat(8))));
    const leaver = fleet.workers.at(-1)!;
    await until('work is under way', async () => (await held(fleet)) > 0);
    await end(leaver, 'SIGTERM');
    expect(leaver.exitCode).toBe(0);
    await fleet.beating(1);
    for (const id of ids) expect((await fleet.finished(id)).state).toBe('COMPLETED');
    const page = await fleet.get<TaskPage<TaskSummary>>(`${routes.taskSummaries}?status=ACTIVE`);
    expect(page.total_items).toBe(0);
  });
});

const counts = async (fleet: Fleet) => (await fleet.get<QueueStatus>(routes.queueStatus)).states;
const held = async (fleet: Fleet) => (await counts(fleet)).ACTIVE;
