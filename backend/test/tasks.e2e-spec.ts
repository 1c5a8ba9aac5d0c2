import { createHash, randomUUID } from 'node:crypto';
import { MAX_PDF_BYTES, routes, type TaskReceipt, type TaskRecord } from '@workstream/contracts';
import { pdfOf } from './support/pdf';
import { expectProblem, TestApi } from './support/test-api';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('tasks', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await TestApi.start()));
  afterAll(() => api.stop());
  beforeEach(() => api.client.flushall());

  const create = async (content: string): Promise<string> => {
    const answer = await api.http.post(routes.createSummarize).send({ content }).expect(201);
    return (answer.body as TaskReceipt).task_id;
  };
  const fieldsOf = (problem: { errors?: readonly { field: string }[] }) => problem.errors?.map(({ field }) => field);

  describe('POST /tasks/summarize/', () => {
    it('accepts a text, says where the task is, and keeps the text as it was sent', async () => {
      const answer = await api.http.post(routes.createSummarize).send({ content: ' A text.\n', max_retries: 7 });
      const { task_id } = answer.body as TaskReceipt;
      expect(answer.status).toBe(201);
      expect(answer.body).toEqual({ task_id: expect.stringMatching(UUID), state: 'PENDING' });
      expect(answer.get('Location')).toBe(routes.task(task_id));
      const task = await api.http.get(routes.task(task_id)).expect(200);
      expect(task.body).toMatchObject({
        task_type: 'summarize',
        content: ' A text.\n',
        max_retries: 7,
        metadata: {},
      });
    });

    it('works without the trailing slash', async () => {
      await api.http.post('/api/v1/tasks/summarize').send({ content: 'A text.' }).expect(201);
    });

    it('takes the configured number of retries where none is asked for', async () => {
      const task = await api.http.get(routes.task(await create('A text.')));
      expect(task.body).toMatchObject({ max_retries: 3 });
    });

    it.each([
      ['no body', undefined, ['content']],
      ['no content', {}, ['content']],
      ['empty content', { content: '' }, ['content']],
      ['blank content', { content: ' \n\t ' }, ['content']],
      ['content that is no text', { content: 5 }, ['content']],
      ['content that is null', { content: null }, ['content']],
      ['a list', [{ content: 'A text.' }], ['body']],
      ['too many retries', { content: 'A text.', max_retries: 21 }, ['max_retries']],
      ['retries below zero', { content: 'A text.', max_retries: -1 }, ['max_retries']],
      ['retries as text', { content: 'A text.', max_retries: '3' }, ['max_retries']],
      ['a field it does not know', { content: 'A text.', modle: 'x' }, ['modle']],
      ['several wrong fields', { content: '', max_retries: 1.5, modle: 'x' }, ['modle', 'content', 'max_retries']],
    ])('refuses %s, names the fields and stores nothing', async (_what, body, fields) => {
      const answer = await api.http.post(routes.createSummarize).send(body);
      expect(fieldsOf(expectProblem(answer, 422))).toEqual(fields);
      expect(await api.keys()).toEqual({});
    });

    it.each([
      ['text that is no JSON', 'application/json', 'not json', 400],
      ['JSON that breaks off', 'application/json', '{"content":"A te', 400],
      ['JSON that is only a word', 'application/json', '"content"', 400],
      ['a web form', 'application/x-www-form-urlencoded', 'content=A+text.', 415],
      ['plain text', 'text/plain', 'A text.', 415],
      ['a character set it does not know', 'application/json; charset=utf-99', '{"content":"A text."}', 415],
      ['more than 1 MiB', 'application/json', JSON.stringify({ content: 'a'.repeat(1024 * 1024) }), 413],
    ])('refuses %s and stores nothing', async (_what, type, body, status) => {
      const answer = await api.http.post(routes.createSummarize).set('Content-Type', type).send(body);
      expectProblem(answer, status);
      expect(await api.keys()).toEqual({});
    });
  });

  describe('POST /tasks/pdfxtract', () => {
    const post = () => api.http.post(routes.createPdfxtract);

    it('accepts a PDF and keeps its name, size, date and fingerprint', async () => {
      const bytes = await pdfOf('A page.');
      const answer = await post().attach('file', bytes, 'Bericht für März.pdf').field('issue_date', '2026-01-31');
      expect(answer.status).toBe(201);
      const task = await api.http.get(routes.task((answer.body as TaskReceipt).task_id));
      expect(task.body).toMatchObject({
        task_type: 'pdfxtract',
        content: null,
        metadata: {
          filename: 'Bericht für März.pdf',
          issue_date: '2026-01-31',
          content_length: bytes.length,
          content_sha256: createHash('sha256').update(bytes).digest('hex'),
        },
      });
    });

    it.each([
      ['../../etc/passwd.pdf', 'passwd.pdf'],
      ['C:\\Users\\me\\letter.pdf', 'letter.pdf'],
      ['\u200b', 'document.pdf'],
      [`${'a'.repeat(300)}.pdf`, 'a'.repeat(255)],
    ])('keeps of the name %j only %j', async (sent, kept) => {
      const answer = await post().attach('file', await pdfOf('A page.'), sent);
      const task = await api.http.get(routes.task((answer.body as TaskReceipt).task_id));
      expect((task.body as TaskRecord).metadata['filename']).toBe(kept);
    });

    it('takes an empty date as none, and the day of a date with a time', async () => {
      const bytes = await pdfOf('A page.');
      const dateKept = async (issue_date: string) => {
        const answer = await post().attach('file', bytes, 'a.pdf').field('issue_date', issue_date).expect(201);
        const task = await api.http.get(routes.task((answer.body as TaskReceipt).task_id));
        return (task.body as TaskRecord).metadata['issue_date'];
      };
      expect(await dateKept('')).toBeNull();
      expect(await dateKept('2026-01-31T23:00:00+02:00')).toBe('2026-01-31');
    });

    it.each([
      ['no file', [], {}, 422, ['file']],
      ['text in place of a file', [], { file: 'text' }, 422, ['file']],
      ['a date that is none', ['file'], { issue_date: '31.01.2026' }, 422, ['issue_date']],
      ['a day that does not exist', ['file'], { issue_date: '2026-02-30' }, 422, ['issue_date']],
      ['a field it does not know', ['file'], { pages: '3' }, 422, ['pages']],
      ['a second file', ['file', 'file'], {}, 422, ['file']],
      ['a file in another field', ['attachment'], {}, 422, ['attachment']],
    ])('refuses %s and stores nothing', async (_what, files, fields, status, refused) => {
      const request = post();
      for (const [name, value] of Object.entries(fields)) void request.field(name, value);
      for (const name of files) void request.attach(name, await pdfOf('A page.'), 'a.pdf');
      expect(fieldsOf(expectProblem(await request, status))).toEqual(refused);
      expect(await api.keys()).toEqual({});
    });

    it.each([
      ['a file that only says it is a PDF', () => Promise.resolve(Buffer.from('Hello')), 400, 'not-a-pdf'],
      ['an empty file', () => Promise.resolve(Buffer.alloc(0)), 400, 'not-a-pdf'],
      ['an encrypted PDF', () => pdfOf('A page.', 'secret'), 400, 'encrypted-pdf'],
      ['more than 50 MB', () => Promise.resolve(Buffer.alloc(MAX_PDF_BYTES + 1, '%PDF-1.7\n')), 413, 'too-large'],
    ])('refuses %s and stores nothing', async (_what, bytes, status, kind) => {
      const answer = await post().attach('file', await bytes(), { filename: 'a.pdf', contentType: 'application/pdf' });
      expect(expectProblem(answer, status).type).toBe(`urn:workstream:problem:${kind}`);
      expect(await api.keys()).toEqual({});
    });

    it.each([
      ['JSON', 'application/json', '{}', 415],
      ['a form without a boundary', 'multipart/form-data', 'abc', 400],
      [
        'a form that breaks off',
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="file"',
        400,
      ],
    ])('refuses %s and stores nothing', async (_what, type, body, status) => {
      expectProblem(await post().set('Content-Type', type).send(body), status);
      expect(await api.keys()).toEqual({});
    });
  });

  describe('GET /tasks/ and /tasks/summaries/', () => {
    it('lists the newest first, page by page', async () => {
      const ids = [await create('One.'), await create('Two.'), await create('Three.')];
      const first = await api.http.get(routes.tasks).query({ page_size: 2 }).expect(200);
      expect(first.body).toMatchObject({ page: 1, page_size: 2, total_items: 3, total_pages: 2, status: null });
      expect((first.body.tasks as TaskRecord[]).map((task) => task.task_id)).toEqual([ids[2], ids[1]]);
      const second = await api.http.get('/api/v1/tasks').query({ page_size: 2, page: 2 });
      expect((second.body.tasks as TaskRecord[]).map((task) => task.content)).toEqual(['One.']);
    });

    it('lists summaries without content and result', async () => {
      await create('A text.');
      const { body } = await api.http.get(routes.taskSummaries).expect(200);
      expect(body.tasks[0]).toMatchObject({ content_length: 7, has_result: false });
      expect(body.tasks[0]).not.toHaveProperty('content');
      expect(body.tasks[0]).not.toHaveProperty('result');
    });

    it('filters by state, type, queue, time and the beginning of the id', async () => {
      const dead = await api.deadTask();
      const waiting = await create('A text.');
      const found = async (query: Record<string, string>) => {
        const { body } = await api.http.get(routes.taskSummaries).query(query).expect(200);
        return (body.tasks as TaskRecord[]).map((task) => task.task_id);
      };
      expect(await found({ status: 'DLQ' })).toEqual([dead]);
      expect(await found({ queue: 'primary' })).toEqual([waiting]);
      expect(await found({ task_type: 'pdfxtract' })).toEqual([]);
      expect(await found({ task_id: dead.slice(0, 20).toUpperCase() })).toEqual([dead]);
      expect(await found({ start_date: '2020-01-01', end_date: '2020-12-31' })).toEqual([]);
      expect(await found({ start_date: '2020-01-01', sort_by: 'updated_at', sort_order: 'asc' })).toEqual([
        dead,
        waiting,
      ]);
    });

    it.each([
      ['page=0', ['page']],
      ['page=-1', ['page']],
      ['page=abc', ['page']],
      ['page=1.5', ['page']],
      ['page=', ['page']],
      ['page=1&page=2', ['page']],
      ['page=1000001', ['page']],
      ['page_size=0', ['page_size']],
      ['page_size=101', ['page_size']],
      ['status=pending', ['status']],
      ['queue=foo', ['queue']],
      ['task_type=a%20b', ['task_type']],
      ['sort_by=content', ['sort_by']],
      ['sort_order=up', ['sort_order']],
      ['start_date=yesterday', ['start_date']],
      ['start_date=2026-02-30', ['start_date']],
      ['start_date=2026-W01', ['start_date']],
      ['end_date=2026-13-01', ['end_date']],
      ['start_date=2026-02-02&end_date=2026-02-01', ['start_date']],
      ['task_id=xyz', ['task_id']],
      ['stauts=DLQ', ['stauts']],
      ['page=0&page_size=0&status=x', ['page', 'page_size', 'status']],
      ['error_type=Bad', ['error_type']],
      ['worker_id=a%20b', ['worker_id']],
      ['label.a%20b=x', ['labels']],
      ['labels=x', ['labels']],
      ['cursor=5', ['cursor']],
    ])('refuses ?%s and names the field', async (query, fields) => {
      for (const path of [routes.tasks, routes.taskSummaries]) {
        expect(fieldsOf(expectProblem(await api.http.get(`${path}?${query}`), 422))).toEqual(fields);
      }
    });
  });

  it.each([['a word'], [randomUUID()], ['attachment:0'], ['%F0%9F%98%80']])(
    'answers 404 to every look at, retry and deletion of %j',
    async (id) => {
      expectProblem(await api.http.get(`/api/v1/tasks/${id}`), 404);
      expectProblem(await api.http.post(`/api/v1/tasks/${id}/retry`), 404);
      expectProblem(await api.http.delete(`/api/v1/tasks/${id}`), 404);
      expect(await api.keys()).toEqual({});
    },
  );

  describe('POST /tasks/{id}/retry', () => {
    it('sends a dead task back to its queue, with or without a body', async () => {
      for (const body of [undefined, {}, { reset_retry_count: true }]) {
        const id = await api.deadTask();
        const answer = await api.http.post(routes.retryTask(id)).send(body);
        expect([answer.status, answer.body]).toEqual([200, { task_id: id, state: 'PENDING' }]);
      }
    });

    it('refuses a task that is waiting, running or done, names the state and changes nothing', async () => {
      const id = await create('A text.');
      const expectRefused = async (state: string) => {
        const before = await api.keys();
        const { type, detail } = expectProblem(await api.http.post(routes.retryTask(id)), 400);
        expect([type, detail]).toEqual(['urn:workstream:problem:wrong-state', expect.stringContaining(state)]);
        expect(await api.keys()).toEqual(before);
      };
      await expectRefused('PENDING');
      const task = await api.claimed();
      await expectRefused('ACTIVE');
      await api.complete(task, {});
      await expectRefused('COMPLETED');
    });

    it('refuses a wrong body and changes nothing', async () => {
      const id = await api.deadTask();
      const before = await api.keys();
      const answer = await api.http.post(routes.retryTask(id)).send({ reset_retry_count: 'yes', force: true });
      expect(fieldsOf(expectProblem(answer, 422))).toEqual(['force', 'reset_retry_count']);
      expect(await api.keys()).toEqual(before);
    });
  });

  describe('DELETE /tasks/{id}', () => {
    it('removes every trace of a task, once', async () => {
      const answer = await api.http.post(routes.createPdfxtract).attach('file', await pdfOf('A page.'), 'a.pdf');
      const { task_id } = answer.body as TaskReceipt;
      const gone = await api.http.delete(routes.task(task_id));
      expect([gone.status, gone.body]).toEqual([200, { task_id, message: 'The PENDING task was deleted.' }]);
      expect(JSON.stringify(await api.keys())).not.toContain(task_id);
      expectProblem(await api.http.delete(routes.task(task_id)), 404);
      expectProblem(await api.http.get(routes.task(task_id)), 404);
    });
  });

  it('shows the result of a completed task', async () => {
    const id = await create('A text.');
    await api.complete(await api.claimed(), { kind: 'summary', summary: 'Text.' });
    const { body } = await api.http.get(routes.task(id));
    expect(body).toMatchObject({ state: 'COMPLETED', result: { kind: 'summary', summary: 'Text.' } });
  });
});
