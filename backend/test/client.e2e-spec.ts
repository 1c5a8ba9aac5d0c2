import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WorkstreamClient, WorkstreamError, type ClientOptions, type TaskChange } from '@workstream/client';
import { until } from '@workstream/testing';
import { Fleet } from './support/fleet';
import { pdfOf } from './support/pdf';
import { TestApi } from './support/test-api';

const project = join(__dirname, '../..');

describe('the client', () => {
  let api: TestApi;
  let door: UnreliableDoor;
  let pdf: Buffer<ArrayBuffer>;
  const pauses: number[] = [];
  beforeAll(async () => {
    pdf = Buffer.from(await pdfOf('A page.'));
    api = await TestApi.start();
    door = await UnreliableDoor.open(api.url(''));
    await until('the API follows events', async () => (await api.client.pubsub('CHANNELS')).length > 0);
  });
  afterAll(async () => {
    door.close();
    await api.stop();
  });
  beforeEach(() => api.client.flushall());
  afterEach(() => {
    door.mishaps.length = 0;
    pauses.length = 0;
  });

  const clock = { random: () => 0.5, delay: (ms: number) => Promise.resolve(void pauses.push(ms)) };
  const client = (options: Partial<ClientOptions> = {}) =>
    new WorkstreamClient({ baseUrl: door.url, clock, ...options });
  const taskCount = async () => (await client().list()).total_items;

  it('creates tasks of every kind with their options', async () => {
    const options = { priority: 'high', labels: { project: 'atlas' }, max_retries: 1, timeout_ms: 5_000 } as const;
    const text = await client().summarize('A text.', options);
    const file = await client().extractPdf(
      { file: new Blob([pdf]), filename: 'a.pdf', issueDate: '2026-01-31' },
      options,
    );
    const any = await client().create('summarize', { content: 'Another text.' }, options);
    const tasks = await Promise.all([text, file, any].map(({ task_id }) => client().get(task_id)));
    expect(tasks.map((task) => task.task_type)).toEqual(['summarize', 'pdfxtract', 'summarize']);
    for (const task of tasks) expect(task).toMatchObject({ state: 'PENDING', ...options });
    expect(tasks[1]?.metadata).toMatchObject({ filename: 'a.pdf', issue_date: '2026-01-31' });
  });

  it('creates many tasks at once, and lists them by label, page by page', async () => {
    const batch = Array.from({ length: 25 }, (_, i) => ({
      task_type: 'summarize',
      input: `Text ${String(i)}.`,
      options: { labels: { kind: i < 5 ? 'few' : 'many' } },
    }));
    expect(await client().createBatch(batch)).toMatchObject({ created: 25 });
    const few = await client().list({ labels: { kind: 'few' }, page_size: 3 });
    expect([few.tasks.length, few.total_items]).toEqual([3, 5]);
    const rest = await client().listSummaries({ labels: { kind: 'few' }, page_size: 3, cursor: few.next_cursor! });
    expect([rest.tasks.length, rest.next_cursor]).toEqual([2, null]);
  });

  it('waits for the end of a task, and follows it', async () => {
    const { task_id } = await client().summarize('A text.');
    const changes: TaskChange[] = [];
    const followed = (async () => {
      for await (const change of client().stream(task_id)) changes.push(change);
    })();
    await until('the stream has begun', () => changes.length > 0);
    const waited = client().wait(task_id);
    await api.complete(await api.claimed(), { kind: 'summary' });
    expect(await waited).toMatchObject({ state: 'COMPLETED', result: { kind: 'summary' } });
    await followed;
    const states = changes.map((change) => (change.type === 'state' ? change.state : change.type));
    expect(states).toEqual(['PENDING', 'ACTIVE', 'COMPLETED']);
  });

  it('takes a stream up where it broke off, and tells nothing twice', async () => {
    const { task_id } = await client().summarize('A text.');
    const states: (string | null)[] = [];
    const followed = (async () => {
      for await (const change of client().stream(task_id)) if (change.type === 'state') states.push(change.state);
    })();
    await until('the stream has begun', () => states.length === 1);
    const task = await api.claimed();
    await until('it goes on', () => states.length === 2);
    door.breakLines();
    await until('it is taken up again', () => pauses.length > 0);
    await api.complete(task, {});
    await followed;
    expect(states).toEqual(['PENDING', 'ACTIVE', 'COMPLETED']);
  });

  it('retries, cancels and deletes', async () => {
    const dead = await api.deadTask();
    expect(await client().retry(dead, { resetRetryCount: true })).toEqual({ task_id: dead, state: 'PENDING' });
    expect(await client().cancel(dead, { reason: 'No longer needed' })).toMatchObject({ state: 'CANCELLED' });
    expect(await client().get(dead)).toMatchObject({ cancel_reason: 'No longer needed' });
    expect(await client().delete(dead)).toMatchObject({ task_id: dead });
    await expect(client().get(dead)).rejects.toMatchObject({ status: 404 });
  });

  it('makes one task though the answer to its creation was lost', async () => {
    door.mishaps.push('lose-answer');
    const { task_id } = await client().summarize('A text.');
    expect([await taskCount(), (await client().get(task_id)).content]).toEqual([1, 'A text.']);
    door.mishaps.push('lose-answer');
    await client().createBatch([
      { task_type: 'summarize', input: 'One.' },
      { task_type: 'summarize', input: 'Two.' },
    ]);
    expect(await taskCount()).toBe(3);
    door.mishaps.push('lose-answer');
    await client().extractPdf({ file: new Blob([pdf]), filename: 'a.pdf' });
    expect(await taskCount()).toBe(4);
  });

  it('comes back when the server asks it to, after the time asked for, with pauses that grow', async () => {
    door.mishaps.push('busy', 'busy', 'limited');
    await client().summarize('A text.');
    expect(pauses).toEqual([2_000 + 187.5, 2_000 + 375, 7_000 + 750]);
  });

  it('gives up after so many tries, with what the server said', async () => {
    door.mishaps.push('busy', 'busy', 'busy');
    const failed = client({ retry: { maxRetries: 2 } }).summarize('A text.');
    await expect(failed).rejects.toMatchObject({ status: 503, message: 'Busy.', problem: { title: 'Busy' } });
    expect(pauses).toHaveLength(2);
  });

  it('does not send twice what could do something twice', async () => {
    const dead = await api.deadTask();
    door.mishaps.push('lose-answer');
    await expect(client().retry(dead)).rejects.toMatchObject({ status: 0, problem: null });
    expect(pauses).toEqual([]);
  });

  it('tells the problem of a refused request by its fields', async () => {
    const error: unknown = await client()
      .summarize('')
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(WorkstreamError);
    expect(error).toMatchObject({ status: 422, problem: { errors: [{ field: 'content' }] } });
  });

  it('sends its key with every request, and ends when told to', async () => {
    await expect(client({ apiKey: 'a-key' }).list()).rejects.toMatchObject({ status: 401 });
    expect(door.lastHeaders).toMatchObject({ authorization: 'Bearer a-key' });
    const { task_id } = await client().summarize('A text.');
    const enough = new Error('enough');
    const waited = client().wait(task_id, { signal: AbortSignal.abort(enough) });
    await expect(waited).rejects.toBe(enough);
  });
});

describe('what the client is made of', () => {
  it('is written out of what the server says of itself, which is kept in docs/openapi.json', async () => {
    const generator = JSON.stringify(join(project, 'scripts/launcher/described-files.mjs'));
    const program = `import { describedFiles } from ${generator}; console.log(JSON.stringify(await describedFiles()));`;
    const args = ['--input-type=module', '--eval', program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 16 * 1024 * 1024 });
    const files = JSON.parse(stdout) as { name: string; text: string }[];
    expect(files.map(({ name }) => name)).toContain('docs/openapi.json');
    for (const { name, text } of files) expect(text).toBe(readFileSync(join(project, name), 'utf8'));
  }, 60_000);

  it('runs as its README shows it', async () => {
    const fleet = await Fleet.start({ workers: 1 });
    // Below the project, so that its packages are found.
    const directory = mkdtempSync(join(project, 'dist/readme-'));
    try {
      const [, example] =
        /```ts\n([\s\S]+?)```/.exec(readFileSync(join(project, 'libs/client/README.md'), 'utf8')) ?? [];
      const file = join(directory, 'example.mjs');
      const built = join(project, 'dist/server/libs/client/src/index.js');
      writeFileSync(file, example!.replace("'@workstream/client'", JSON.stringify(built)));
      const { stdout } = await promisify(execFile)(process.execPath, [file], {
        env: { WORKSTREAM_URL: fleet.url('') },
        timeout: 30_000,
      });
      expect(stdout.split('\n').slice(-4)).toEqual(['COMPLETED', 'summary', '404 Not found', '']);
    } finally {
      rmSync(directory, { recursive: true, force: true });
      await fleet.stop();
    }
  }, 60_000);
});

/** Of each connection, not of what goes through it. */
const OWN_HEADERS = new Set(['host', 'connection', 'content-length']);

type Mishap = 'lose-answer' | 'busy' | 'limited';

/** A door before the API that treats the next requests badly, as networks and busy servers do. */
class UnreliableDoor {
  /** What befalls the next requests, one each. */
  readonly mishaps: Mishap[] = [];
  lastHeaders: IncomingMessage['headers'] = {};

  private constructor(
    private readonly server: Server,
    private readonly target: string,
  ) {}

  static async open(target: string): Promise<UnreliableDoor> {
    const server = createServer((request, response) => void door.pass(request, response));
    const door = new UnreliableDoor(server, target);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/`;
  }

  breakLines(): void {
    this.server.closeAllConnections();
  }

  close(): void {
    this.server.close();
    this.breakLines();
  }

  private async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.lastHeaders = request.headers;
    const mishap = this.mishaps.shift();
    if (mishap === 'busy' || mishap === 'limited') {
      refuse(response, mishap);
      return;
    }
    const body = Buffer.concat(await request.toArray());
    const headers = Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.has(name)) as [string, string][];
    const left = new AbortController();
    response.once('close', () => left.abort());
    try {
      const answer = await fetch(this.target + request.url!, {
        method: request.method!,
        headers,
        signal: left.signal,
        ...(body.length > 0 && { body }),
      });
      if (mishap === 'lose-answer') throw new Error('The line is cut');
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      for await (const part of answer.body ?? []) response.write(part);
      response.end();
    } catch {
      response.destroy();
    }
  }
}

function refuse(response: ServerResponse, mishap: 'busy' | 'limited'): void {
  const [status, after] = mishap === 'busy' ? [503, 2] : [429, 7];
  response.writeHead(status, { 'content-type': 'application/problem+json', 'retry-after': String(after) });
  response.end(JSON.stringify({ status, title: 'Busy', detail: 'Busy.' }));
}
