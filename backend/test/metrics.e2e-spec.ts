import { routes, type RedisStats } from '@workstream/contracts';
import { until } from '@workstream/testing';
import { expectProblem, TestApi } from './support/test-api';

describe('metrics', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await TestApi.start()));
  afterAll(() => api.stop());
  beforeEach(() => api.client.flushall());

  const scrape = async () => {
    const answer = await api.http.get(routes.metrics).expect(200);
    expect(answer.get('Content-Type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    return answer.text;
  };
  const lineOf = (name: string, text: string) => text.split('\n').find((line) => line.startsWith(`${name} `));
  /** Scrapes until the figures are fresh: they are kept for a second. */
  const scraped = (lines: readonly string[]) =>
    until(`the metrics are ${lines.join(', ')}`, async () => {
      const text = await scrape();
      return lines.every((line) => text.includes(`${line}\n`)) && text;
    });

  it('tell queues, states, workers and what has happened since the first look', async () => {
    await scrape();
    await api.deadTask();
    await api.queue.enqueue({ type: 'summarize', content: 'A text.' });
    await api.queue.pause('retry');
    await api.pretendWorker('spec-worker', { concurrency: 4, event_loop_lag_ms: 20 });
    const text = await scraped([
      'workstream_tasks{state="PENDING"} 1',
      'workstream_tasks{state="DLQ"} 1',
      'workstream_queue_depth{queue="primary"} 1',
      'workstream_queue_paused{queue="retry"} 1',
      'workstream_workers{status="healthy"} 1',
      'workstream_worker_slots{state="free"} 4',
      'workstream_event_loop_lag_seconds 0.02',
      'workstream_tasks_created_total 2',
      'workstream_tasks_finished_total{outcome="failed"} 1',
      'workstream_redis_up 1',
    ]);
    expect(text).toMatch(/^workstream_queue_latency_seconds\{queue="primary"\} \d/m);
    expect(text).toMatch(/^workstream_build_info\{version="[\d.]+"\} 1$/m);
    expect(text).toMatch(/^nodejs_heap_size_used_bytes \d/m);
  });

  it('count requests by the pattern of their route, never by an id', async () => {
    const id = await api.deadTask();
    await api.http.get(routes.task(id)).expect(200);
    const text = await scrape();
    expect(text).toMatch(
      /workstream_http_request_seconds_count\{method="GET",route="\/api\/v1\/tasks\/:task_id",status="200"\} \d/,
    );
    expect(text).not.toContain(id);
  });

  it('name only what is promised, with a help text each', async () => {
    const text = await scrape();
    const own = [...text.matchAll(/^# TYPE (workstream_\w+) (\w+)$/gm)].map((match) => [match[1]!, match[2]!]);
    for (const [name, type] of own) {
      expect(text).toContain(`# HELP ${name!} `);
      expect([name, name!.endsWith('_total')]).toEqual([name, type === 'counter']);
    }
    expect(own.length).toBeGreaterThan(10);
  });

  describe('GET /redis', () => {
    it('says how fast Redis answers', async () => {
      const { body } = await api.http.get(routes.redisHealth).expect(200);
      expect(body).toMatchObject({ latency_ms: expect.any(Number), timestamp: expect.any(String) });
    });

    it('tells connections, memory and persistence, and warns of what loses tasks', async () => {
      await api.client.config('SET', 'maxmemory-policy', 'allkeys-lru');
      const { body } = await api.http.get(routes.redisStats).expect(200);
      const stats = body as RedisStats;
      expect(stats.memory.used_bytes).toBeGreaterThan(0);
      expect(stats.connections.connected).toBeGreaterThan(0);
      expect(stats.eviction_policy).toBe('allkeys-lru');
      expect(stats.warnings.join(' ')).toMatch(/noeviction/);
      await api.client.config('SET', 'maxmemory-policy', 'noeviction');
    });
  });

  it('say that Redis is away, and tell nothing of the fleet then', async () => {
    await api.redis.kill();
    const text = await scraped(['workstream_redis_up 0']);
    expect(lineOf('workstream_tasks{state="PENDING"}', text)).toBeUndefined();
    for (const path of [routes.redisHealth, routes.redisStats]) expectProblem(await api.http.get(path), 503);
    await api.redis.boot();
    await scraped(['workstream_redis_up 1']);
  });
});
