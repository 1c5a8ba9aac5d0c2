import { routes, type GateVerdict, type TaskExplanation } from '@workstream/contracts';
import { CircuitBreaker, createKeys, RateLimiter, SpendLedger } from '@workstream/engine';
import { expectProblem, TestApi } from './support/test-api';

describe('GET /tasks/{id}/explain', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await TestApi.start()));
  afterAll(() => api.stop());
  beforeEach(() => api.client.flushall());

  const explain = async (id: string) =>
    (await api.http.get(routes.explainTask(id)).expect(200)).body as TaskExplanation;
  const enqueue = async (runAtMs?: number) =>
    (await api.queue.enqueue({ type: 'summarize', content: 'A text.', runAtMs })).id;
  const closed = ({ gates }: TaskExplanation): GateVerdict[] => gates.filter((gate) => !gate.open);

  it('names every gate that a waiting task must pass, in order, and the first that is closed', async () => {
    await enqueue();
    const id = await enqueue();
    await api.queue.pause('primary');
    const verdict = await explain(id);
    expect(verdict.gates.map(({ gate, open }) => [gate, open])).toEqual([
      ['schedule', true],
      ['queue', false],
      ['workers', false],
      ['line', false],
    ]);
    expect(verdict).toMatchObject({
      task_id: id,
      state: 'PENDING',
      summary: 'The primary queue is paused.',
      advice: 'Resume the queue.',
      position: 1,
    });
  });

  it('says that nobody works, that nobody can run the type, or that all are draining', async () => {
    const id = await enqueue();
    expect((await explain(id)).summary).toBe('No worker is running.');
    await api.pretendWorker('spec-worker', { task_types: ['translate'] });
    expect((await explain(id)).summary).toBe('No worker can run tasks of type summarize.');
    await api.pretendWorker('other-worker', { task_types: ['summarize'] });
    await api.queue.drain('other-worker');
    expect((await explain(id)).summary).toBe('All workers that could run it are draining.');
    await api.queue.undrain('other-worker');
    const verdict = await explain(id);
    expect([closed(verdict), verdict.summary, verdict.advice]).toEqual([[], 'A worker takes it next.', null]);
  });

  it('says until when a task waits', async () => {
    const until = '2100-01-31T09:30:00.000Z';
    const verdict = await explain(await enqueue(Date.parse(until)));
    expect(closed(verdict)[0]).toMatchObject({ gate: 'schedule', until, message: expect.stringContaining(until) });
  });

  it('says why a task failed and what to do, who runs one, and how one ended', async () => {
    const dead = await explain(await api.deadTask());
    expect(dead).toMatchObject({ state: 'DLQ', gates: [], position: null });
    expect([dead.summary, dead.advice]).toEqual([
      'It failed for good after 1 attempt: InvalidInput, No use',
      expect.stringContaining('Correct the input'),
    ]);
    const id = await enqueue();
    const task = await api.claimed();
    await api.pretendWorker('spec-worker');
    expect((await explain(id)).summary).toMatch(/^Worker spec-worker has been running attempt 1 since /);
    await api.client.del(createKeys().heartbeat('spec-worker'));
    expect((await explain(id)).summary).toContain('stopped beating');
    await api.complete(task, {});
    expect((await explain(id)).summary).toMatch(/^It was completed at /);
    const unwanted = await enqueue();
    await api.queue.cancel(unwanted, 'no longer needed');
    expect((await explain(unwanted)).summary).toMatch(/no longer needed\.$/);
  });

  it('answers 404 for a task that is not there', async () => {
    expectProblem(await api.http.get(routes.explainTask('nobody')), 404);
  });
});

describe('GET /tasks/{id}/explain, where a model provider is asked', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start({ OPENROUTER_API_KEY: 'sk-or-v1-none', OPENROUTER_DAY_CAP_USD: '0.5' });
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    await api.client.flushall();
    await api.pretendWorker('spec-worker', { task_types: ['summarize'] });
  });

  const engine = <T>(type: new (...dependencies: never[]) => T): T => api.app.get(type, { strict: false });
  const explain = async (): Promise<TaskExplanation> => {
    const { id } = await api.queue.enqueue({ type: 'summarize', content: 'A text.' });
    return (await api.http.get(routes.explainTask(id)).expect(200)).body as TaskExplanation;
  };
  const gate = (verdict: TaskExplanation) => verdict.gates.find(({ gate }) => gate === 'provider')!;

  it('says that it can be asked', async () => {
    const verdict = await explain();
    expect(verdict.gates.map(({ gate }) => gate)).toEqual(['schedule', 'queue', 'workers', 'provider', 'line']);
    expect([gate(verdict).open, verdict.advice]).toEqual([true, null]);
  });

  it('says until when the circuit breaker is open, and why', async () => {
    await engine(CircuitBreaker).open('Opened by hand');
    const verdict = await explain();
    expect(gate(verdict)).toMatchObject({ open: false, until: expect.stringMatching(/^20/) });
    expect([verdict.summary, verdict.advice]).toEqual([
      'The circuit breaker lets no call through to the provider: Opened by hand.',
      expect.stringContaining('reset the circuit breaker'),
    ]);
  });

  it('says until when the provider told everybody to wait', async () => {
    const limiter = engine(RateLimiter);
    const turn = await limiter.acquire({ modelTokens: 1, timeoutMs: 0 });
    if (turn.status !== 'GRANTED') throw new Error('There was no turn');
    await limiter.penalise({ grant: turn.grant, retryAfterMs: 60_000 });
    const verdict = gate(await explain());
    expect(verdict).toMatchObject({ open: false, message: 'The provider asked for a pause.' });
    expect(Date.parse(verdict.until!)).toBeGreaterThan(Date.now());
  });

  it('says that the money of the day is spent, until its end', async () => {
    const money = { taskId: 'spec', attempt: 1, amountMicroUsd: 500_000, taskCapMicroUsd: null };
    expect(await engine(SpendLedger).reserve(money)).toMatchObject({ status: 'RESERVED' });
    const verdict = gate(await explain());
    expect(verdict.message).toBe('The 0.5 US dollars that may be spent in a day are spent or set aside.');
    expect(Date.parse(verdict.until!)).toBeGreaterThan(Date.now());
  });

  it('says that the type rests, and no longer once it does not', async () => {
    await api.queue.hold(['summarize'], 60_000);
    expect(gate(await explain())).toMatchObject({ open: false, message: expect.stringContaining('type summarize') });
    await api.queue.liftHold(['summarize']);
    expect(gate(await explain()).open).toBe(true);
  });
});
