import { routes, type BatchReceipt, type TaskReceipt, type TaskRecord } from '@workstream/contracts';
import { createKeys } from '@workstream/engine';
import { pdfOf } from './support/pdf';
import { expectProblem, TestApi } from './support/test-api';

const OPTIONS = {
  max_retries: 7,
  priority: 'high',
  labels: { project: 'atlas', team: 'red' },
  timeout_ms: 60_000,
  model: 'openrouter/auto',
  max_cost_usd: 0.05,
} as const;

describe('creating tasks', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await TestApi.start()));
  afterAll(() => api.stop());
  beforeEach(() => api.client.flushall());

  const taskOf = async (answer: { body: unknown }): Promise<TaskRecord> =>
    (await api.http.get(routes.task((answer.body as TaskReceipt).task_id)).expect(200)).body as TaskRecord;
  const fieldsOf = (problem: { errors?: readonly { field: string }[] }) => problem.errors?.map(({ field }) => field);
  const kept = {
    max_retries: 7,
    priority: 'high',
    labels: { project: 'atlas', team: 'red' },
    timeout_ms: 60_000,
    metadata: expect.objectContaining({ model: 'openrouter/auto', max_cost_usd: 0.05 }),
  };

  describe('options', () => {
    it('are kept with a text, a PDF and a task of any type alike', async () => {
      const text = await api.http.post(routes.createSummarize).send({ content: 'A text.', ...OPTIONS });
      const any = await api.http
        .post(routes.tasks)
        .send({ task_type: 'summarize', input: { content: 'A text.' }, options: OPTIONS });
      const form = api.http.post(routes.createPdfxtract).attach('file', await pdfOf('A page.'), 'a.pdf');
      for (const [name, value] of Object.entries({ ...OPTIONS, labels: JSON.stringify(OPTIONS.labels) }))
        void form.field(name, String(value));
      for (const answer of [text, any, await form]) {
        expect(answer.status).toBe(201);
        expect(await taskOf(answer)).toMatchObject(kept);
      }
    });

    it('that are null are as if they were not there, in a body, in options and in a batch', async () => {
      const nothing = Object.fromEntries([...Object.keys(OPTIONS), 'run_at', 'max_age_ms'].map((name) => [name, null]));
      const task = { task_type: 'summarize', input: 'A text.' };
      const tasks = [
        { ...task, options: nothing },
        { ...task, options: null, idempotency_key: null },
      ];
      const text = await api.http
        .post(routes.createSummarize)
        .send({ content: 'A text.', ...nothing })
        .expect(201);
      const any = await api.http.post(routes.tasks).send(tasks[0]).expect(201);
      const batch = (await api.http.post(routes.taskBatch).send({ tasks }).expect(201)).body as BatchReceipt;
      for (const body of [text.body, any.body, ...batch.tasks] as TaskReceipt[]) {
        const plain = { priority: 'normal', labels: {}, timeout_ms: null, metadata: {}, state: 'PENDING' };
        expect(await taskOf({ body })).toMatchObject(plain);
        expect((await taskOf({ body })).metadata).not.toHaveProperty('model');
      }
    });

    it('let a task wait for its time', async () => {
      const run_at = '2100-01-31T09:30:00.000Z';
      const answer = await api.http.post(routes.createSummarize).send({ content: 'A text.', run_at }).expect(201);
      expect(answer.body).toMatchObject({ state: 'SCHEDULED' });
      expect(await taskOf(answer)).toMatchObject({ state: 'SCHEDULED', retry_after: run_at });
    });

    it('take a time that has passed as now', async () => {
      const body = { content: 'A text.', run_at: '2020-01-31' };
      const answer = await api.http.post(routes.createSummarize).send(body).expect(201);
      expect([answer.body.state, (await taskOf(answer)).state]).toEqual(['PENDING', 'PENDING']);
    });

    it.each([
      [{ run_at: 'tomorrow' }, 'run_at'],
      [{ run_at: 5 }, 'run_at'],
      [{ priority: 'urgent' }, 'priority'],
      [{ labels: ['a'] }, 'labels'],
      [{ labels: { 'a b': 'x' } }, 'labels'],
      [{ labels: { a: 5 } }, 'labels'],
      [{ labels: { a: '' } }, 'labels'],
      [{ labels: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`n${String(i)}`, 'x'])) }, 'labels'],
      [{ timeout_ms: 1 }, 'timeout_ms'],
      [{ max_age_ms: 0 }, 'max_age_ms'],
      [{ model: 'a b' }, 'model'],
      [{ max_cost_usd: -1 }, 'max_cost_usd'],
      [{ max_cost_usd: '1' }, 'max_cost_usd'],
    ])('refuse %j and name the field', async (options, field) => {
      const flat = await api.http.post(routes.createSummarize).send({ content: 'A text.', ...options });
      expect(fieldsOf(expectProblem(flat, 422))).toEqual([field]);
      const nested = await api.http.post(routes.tasks).send({ task_type: 'summarize', input: 'A text.', options });
      expect(fieldsOf(expectProblem(nested, 422))).toEqual([`options.${field}`]);
      expect(await api.keys()).toEqual({});
    });

    it('in a form that cannot be read are refused by name', async () => {
      const answer = await api.http
        .post(routes.createPdfxtract)
        .attach('file', await pdfOf('A page.'), 'a.pdf')
        .field('max_retries', 'three')
        .field('labels', '{"a":');
      expect(fieldsOf(expectProblem(answer, 422))?.sort()).toEqual(['labels', 'max_retries']);
    });
  });

  describe('Idempotency-Key', () => {
    const send = (body: object, key: string) =>
      api.http.post(routes.createSummarize).set('Idempotency-Key', key).send(body);

    it('answers the same request with the same task, and says so', async () => {
      const first = await send({ content: 'A text.' }, 'order-1').expect(201);
      const again = await send({ content: 'A text.' }, 'order-1').expect(201);
      expect([first.get('Idempotency-Replayed'), again.get('Idempotency-Replayed')]).toEqual([undefined, 'true']);
      expect([again.body, again.get('Location')]).toEqual([first.body, first.get('Location')]);
      expect((await api.http.get(routes.taskSummaries)).body.total_items).toBe(1);
    });

    it('refuses another request with the same key and names the task that it made', async () => {
      const first = await send({ content: 'A text.' }, 'order-1').expect(201);
      const { type, detail } = expectProblem(await send({ content: 'Another text.' }, 'order-1'), 422);
      expect(type).toBe('urn:workstream:problem:idempotency-conflict');
      expect(detail).toContain(first.body.task_id);
    });

    it('makes one task of many requests at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => send({ content: 'A text.' }, 'order-1')));
      expect(new Set(answers.map(({ body }) => body.task_id)).size).toBe(1);
      expect(answers.filter((answer) => answer.get('Idempotency-Replayed') === undefined)).toHaveLength(1);
    });

    it('holds for PDFs, by their bytes', async () => {
      const [one, other] = [await pdfOf('One.'), await pdfOf('Another.')];
      const upload = (bytes: Buffer) =>
        api.http.post(routes.createPdfxtract).set('Idempotency-Key', 'k').attach('file', bytes, 'a.pdf');
      const first = await upload(one).expect(201);
      expect((await upload(one).expect(201)).body).toEqual(first.body);
      expectProblem(await upload(other), 422);
    });

    it.each(['a b', 'x'.repeat(256)])('must be a word: %j', async (key) => {
      expect(fieldsOf(expectProblem(await send({ content: 'A text.' }, key), 422))).toEqual(['Idempotency-Key']);
    });
  });

  describe('POST /tasks/', () => {
    it.each([
      [{ task_type: 'summarise', input: 'A text.' }, 'task_type', 'pdfxtract, summarize'],
      [{ task_type: 'pdfxtract', input: 'A text.' }, 'task_type', '/api/v1/tasks/pdfxtract'],
      [{ task_type: 'summarize', input: { text: 'A text.' } }, 'input', 'content'],
      [{ task_type: 'summarize', input: ' ' }, 'input', 'blank'],
      [{ task_type: 'summarize', input: 5 }, 'input', 'text'],
      [{ task_type: 'summarize' }, 'input', 'text'],
      [{ input: 'A text.' }, 'task_type', 'task_type'],
    ])('refuses %j and says what would do', async (body, field, hint) => {
      const { errors } = expectProblem(await api.http.post(routes.tasks).send(body), 422);
      expect(errors).toEqual([{ field, message: expect.stringContaining(hint) }]);
      expect(await api.keys()).toEqual({});
    });

    it('takes a type that a worker says it can run, and hands it an object as text', async () => {
      await api.pretendWorker('spec-worker', { task_types: ['translate'] });
      const answer = await api.http.post(routes.tasks).send({ task_type: 'translate', input: { to: 'de' } });
      expect(answer.status).toBe(201);
      expect(await taskOf(answer)).toMatchObject({ task_type: 'translate', content: '{"to":"de"}' });
    });
  });

  describe('POST /tasks/batch', () => {
    const send = (tasks: unknown) => api.http.post(routes.taskBatch).send({ tasks });
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ task_type: 'summarize', input: `Text ${String(i)}.` }));

    it('accepts a thousand tasks and answers their ids in order', async () => {
      const { body } = await send(many(1_000)).expect(201);
      const { tasks, created } = body as BatchReceipt;
      expect(created).toBe(1_000);
      expect(await api.client.lrange(createKeys().primary, 0, -1)).toEqual(tasks.map((task) => task.task_id));
      const { body: last } = await api.http.get(routes.task(tasks.at(-1)!.task_id));
      expect(last).toMatchObject({ content: 'Text 999.' });
    });

    it('accepts none of them when one is wrong, and names each by its place', async () => {
      const tasks = [...many(2), { task_type: 'nothing', input: 'x' }, { task_type: 'summarize', input: {} }];
      expect(fieldsOf(expectProblem(await send(tasks), 422))).toEqual(['tasks.2.task_type', 'tasks.3.input']);
      const misshapen = [...many(1), { task_type: 'summarize', input: 'x', options: { priority: 'x' } }, 5];
      expect(fieldsOf(expectProblem(await send(misshapen), 422))).toContain('tasks.1.options.priority');
      expect(await api.keys()).toEqual({});
    });

    it.each([[[]], [many(1_001)], ['text'], [undefined]])('refuses lists of no or too many tasks', async (tasks) => {
      expect(fieldsOf(expectProblem(await send(tasks), 422))).toEqual(['tasks']);
    });

    it('can be sent again when its tasks have keys', async () => {
      const keyed = many(3).map((task, i) => ({ ...task, idempotency_key: `k${String(i)}` }));
      const first = (await send(keyed).expect(201)).body as BatchReceipt;
      const changed = keyed.map((task, i) => (i === 2 ? { ...task, input: 'Another.' } : task));
      const again = (await send(changed).expect(201)).body as BatchReceipt;
      expect(again).toEqual({
        created: 0,
        tasks: first.tasks.map(({ task_id }, i) => ({ task_id, outcome: i === 2 ? 'conflict' : 'replayed' })),
      });
    });
  });
});
