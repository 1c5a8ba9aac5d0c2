import { routes } from '@workstream/contracts';
import { CircuitBreaker, createKeys, createWorkerId, microUsd, RateLimiter, SpendLedger } from '@workstream/engine';
import { expectProblem, TestApi } from './support/test-api';

describe('limits, breakers and costs over HTTP', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await TestApi.start()));
  afterEach(() => api.client.flushall());
  afterAll(() => api.stop());

  const parts = () => ({ redis: api.client, keys: createKeys() });

  async function spend(costUsd: number, outcome: 'successful' | 'failed', labels: Record<string, string>) {
    const ledger = new SpendLedger({ ...parts(), workerId: createWorkerId() });
    const amountMicroUsd = microUsd(costUsd);
    const reserved = await ledger.reserve({ taskId: `task-${String(costUsd)}`, attempt: 1, amountMicroUsd });
    if (reserved.status !== 'RESERVED') throw new Error('Nothing was set aside');
    await ledger.settle(reserved.reservation, {
      ...{ outcome, costMicroUsd: amountMicroUsd, promptTokens: 100, completionTokens: 10, labels },
      ...{ model: 'lab/small', taskType: 'summarize', state: outcome === 'failed' ? 'rate_limited' : 'active' },
    });
  }

  it('tells limits, who waits and until when the provider told everybody to wait', async () => {
    const limiter = new RateLimiter(parts());
    await limiter.configure({ requests: { limit: 230, windowMs: 10_000 }, tokens: null });
    const taken = await limiter.acquire({ timeoutMs: 0 });
    expect(taken.status).toBe('GRANTED');
    await limiter.penalise({ retryAfterMs: 60_000 });
    const { body } = await api.http.get(routes.rateLimit).expect(200);
    expect(body).toMatchObject({ waiters: 0, breakers: [{ service: 'openrouter', state: 'closed', retry_at: null }] });
    expect(Date.parse((body as { blocked_until: string }).blocked_until)).toBeGreaterThan(0);
    const { buckets } = body as { buckets: { name: string; used: number; window_ms: number }[] };
    expect(buckets.find(({ name }) => name === 'requests')).toMatchObject({ used: 1, window_ms: 10_000 });
  });

  it('opens the breaker for everybody with a reason, and closes it and takes held tasks again', async () => {
    const breaker = new CircuitBreaker({ ...parts(), service: 'openrouter' });
    const opened = await api.http.post(routes.openBreakers).send({ reason: 'Maintenance' }).expect(200);
    expect(opened.body).toMatchObject({ successful_resets: 0, results: [{ service: 'openrouter', state: 'open' }] });
    expect(await breaker.permit()).toMatchObject({ allowed: false });
    const shown = await api.http.get(routes.rateLimit).expect(200);
    expect(shown.body).toMatchObject({ breakers: [{ state: 'open', reason: 'Maintenance' }] });

    await api.queue.hold(['summarize'], 60_000);
    const closed = await api.http.post(routes.resetBreakers).expect(200);
    expect(closed.body).toMatchObject({ successful_resets: 1, results: [{ service: 'openrouter', state: 'closed' }] });
    expect(await breaker.permit()).toMatchObject({ allowed: true });
    const { id } = await api.queue.enqueue({ type: 'summarize', content: 'A text.' });
    expect((await api.claimed()).id).toBe(id);
  });

  it('refuses a reason that is no text, and days out of range, naming the field', async () => {
    const order = await api.http.post(routes.openBreakers).send({ reason: 7 });
    expect(expectProblem(order, 422).errors?.[0]?.field).toBe('reason');
    for (const route of [routes.costs, routes.providerMetrics]) {
      expect(expectProblem(await api.http.get(route).query({ days: 0 }), 422).errors?.[0]?.field).toBe('days');
    }
  });

  it('sums what was spent by model, type, label and day, and what was wasted', async () => {
    await spend(0.5, 'successful', { project: 'atlas' });
    await spend(0.25, 'failed', { project: 'atlas' });
    const { body } = await api.http.get(routes.costs).query({ days: 3 }).expect(200);
    const total = { cost_usd: 0.75, wasted_usd: 0.25, calls: 2, prompt_tokens: 200, completion_tokens: 20 };
    expect(body).toMatchObject({
      by_model: [{ name: 'lab/small', ...total }],
      by_type: [{ name: 'summarize', ...total }],
      by_label: [{ name: 'project=atlas', ...total }],
      today: { spent_usd: 0.75, reserved_usd: 0, cap_usd: null },
      month: { spent_usd: 0.75 },
    });
    const { days } = body as { days: { calls: number }[] };
    expect(days.map(({ calls }) => calls)).toEqual([0, 0, 2]);
  });

  it('counts calls by the day and by how they found the provider', async () => {
    await spend(0.5, 'successful', {});
    await spend(0.25, 'failed', {});
    const { body } = await api.http.get(routes.providerMetrics).query({ days: 2 }).expect(200);
    const { metrics } = body as { metrics: Record<string, object> };
    expect(Object.keys(metrics)).toHaveLength(2);
    expect(Object.values(metrics)).toContainEqual({
      total_calls: 2,
      successful_calls: 1,
      failed_calls: 1,
      prompt_tokens: 200,
      completion_tokens: 20,
      cost_usd: 0.75,
      state_active: 1,
      state_rate_limited: 1,
    });
  });
});
