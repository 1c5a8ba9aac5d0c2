import type { TaskState } from '@workstream/contracts';
import { until } from '@workstream/testing';
import fc from 'fast-check';
import { DescribedApi, type Operation } from './support/described-api';
import { pdfOf } from './support/pdf';
import { RandomRequests, type RandomRequest } from './support/random-request';
import { TestApi } from './support/test-api';

const IS_LONG = process.env['SPEC_PROFILE'] === 'long';

const described = new DescribedApi();
const operations = described.operations.map((operation): [string, Operation] => [operation.operationId, operation]);

/** A stream begins with the next read of the counts, four times a second. */
const runsOf = (operation: Operation): number =>
  operation.operationId === 'streamQueueStatus' ? (IS_LONG ? 50 : 5) : IS_LONG ? 300 : 20;

const TIMEOUT_MS = IS_LONG ? 120_000 : 20_000;

/** Refused though each of their fields is right, because the fields do not fit together or the type has no worker. */
const CHOOSY = new Set(['createTask', 'createTaskBatch', 'startBulkOperation', 'listTasks', 'listTaskSummaries']);

describe('every operation that the document describes', () => {
  let api: TestApi;
  let requests: RandomRequests;
  beforeAll(async () => {
    api = await TestApi.start();
    await until('the API follows events', async () => (await api.client.pubsub('CHANNELS')).length > 0);
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    await api.client.flushall();
    await api.pretendWorker('spec-worker', { task_types: ['summarize', 'pdfxtract'] });
    const files = [new Uint8Array(await pdfOf('A page.')), 'not a PDF', '%PDF-1.7', ''].map((part) => new Blob([part]));
    requests = new RandomRequests(described, {
      parameters: {
        task_id: [...Object.values(await tasksInEveryState()), '019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55', 'nobody'],
        worker_id: ['spec-worker', 'nobody'],
        operation_id: ['5b1d7a0e-6d0f-4a0e-9d1d-3f2a6f1b7c55'],
        // Whoever waits for a task that rests waits as long as it was asked to.
        wait: ['0'],
      },
      fields: {
        issue_date: ['2026-01-31', '2026-01-31T08:30:00Z'],
        task_type: ['summarize'],
        max_cost_usd: [0, 0.05, 1_000],
      },
      files,
    });
  });

  async function tasksInEveryState(): Promise<Partial<Record<TaskState, string>>> {
    const enqueue = async (runAtMs?: number) =>
      (await api.queue.enqueue({ type: 'summarize', content: 'A text.', runAtMs, labels: { project: 'atlas' } })).id;
    const DLQ = await api.deadTask();
    const CANCELLED = await enqueue();
    await api.queue.cancel(CANCELLED, 'no longer needed');
    const COMPLETED = await enqueue();
    await api.complete(await api.claimed(), summary);
    const ACTIVE = await enqueue();
    const task = await api.claimed();
    await api.queue.noteProgress('spec-worker', task, { done: 1, total: 3, message: 'Reading page 1' });
    return { DLQ, CANCELLED, COMPLETED, ACTIVE, SCHEDULED: await enqueue(4_102_444_800_000), PENDING: await enqueue() };
  }

  it.each(operations)(
    '%s answers what is as described as it is described',
    async (_, operation) => {
      await fc.assert(
        fc.asyncProperty(requests.of(operation, false), async (request) => {
          const { status, body } = await answerTo(operation, request);
          // One key may by chance have come with two bodies.
          const isRefused = status === 422 && !CHOOSY.has(operation.operationId) && !isConflict(body);
          expect(status).not.toBe(415);
          expect(isRefused && body).toBe(false);
        }),
        { numRuns: runsOf(operation) },
      );
    },
    TIMEOUT_MS,
  );

  it.each(operations)(
    '%s answers what is broken as it is described',
    async (_, operation) => {
      await fc.assert(
        fc.asyncProperty(requests.of(operation, true), async (request) => {
          await answerTo(operation, request);
        }),
        { numRuns: runsOf(operation) },
      );
    },
    TIMEOUT_MS,
  );

  /** The answer, once it has been found to be one that the document promises. */
  async function answerTo(operation: Operation, { path, headers, body }: RandomRequest): Promise<Answer> {
    const left = new AbortController();
    const { method } = operation;
    const response = await fetch(api.url(path), { method, headers, signal: left.signal, ...(body && { body }) });
    const { status } = response;
    const type = response.headers.get('content-type')?.split(';')[0] ?? null;
    expect([status, Object.keys(operation.responses)]).toEqual([status, expect.arrayContaining([String(status)])]);
    expect(status).toBeLessThan(500);
    if (type === 'text/event-stream') {
      left.abort();
      return { status, body: null };
    }
    const text = await response.text();
    if (type === null) expect([text, operation.responses[status]?.content]).toEqual(['', undefined]);
    const answer: unknown = type?.endsWith('json') ? JSON.parse(text) : text;
    if (type !== null) expect(described.faultsOf(operation, status, type, answer)).toEqual([]);
    if (status >= 400) expect(answer).toMatchObject({ status, trace_id: response.headers.get('x-request-id') });
    return { status, body: answer };
  }
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const isConflict = (body: unknown): boolean =>
  (body as { type?: unknown }).type === 'urn:workstream:problem:idempotency-conflict';

const summary = {
  kind: 'summary',
  summary: 'A text.',
  sentences_kept: 1,
  sentences_total: 1,
  truncated: false,
  provenance: { provider: 'local', method: 'textrank' },
};
