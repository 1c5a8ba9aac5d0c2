import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { routes } from '@workstream/contracts';
import { createKeys } from '@workstream/engine';
import { expectProblem, TestApi } from './support/test-api';

describe('errors', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await TestApi.start()));
  afterAll(() => api.stop());

  it.each(['/nothing', '/nothing.js', '/api/v1/nothing', '/api/v2/tasks', '/api/v1/tasks/a/b/c'])(
    'answers 404 to the unknown address %s, also to a browser where it is no page',
    async (path) => {
      expect(expectProblem(await api.http.get(path), 404).instance).toBe(path);
      expectProblem(await api.http.post(path).send({}), 404);
    },
  );

  it.each([
    ['get', routes.createSummarize, 'POST'],
    ['delete', routes.createPdfxtract, 'POST'],
    ['put', routes.tasks, 'GET, POST, HEAD'],
    ['put', routes.task('some-id'), 'GET, DELETE, HEAD'],
    ['get', routes.retryTask('some-id'), 'POST'],
    ['patch', routes.health, 'GET, HEAD'],
    ['head', routes.queueStream, 'GET'],
  ] as const)('answers 405 to %s %s and says what is allowed', async (method, path, allowed) => {
    const answer = await api.http[method](path);
    expect([answer.status, answer.type, answer.get('Allow')]).toEqual([405, 'application/problem+json', allowed]);
  });

  it('answers OPTIONS with what is allowed', async () => {
    const answer = await api.http.options(routes.tasks);
    expect([answer.status, answer.get('Allow')]).toEqual([204, 'GET, POST, HEAD']);
  });

  it('answers 400 to an address that cannot be decoded', async () => {
    expectProblem(await api.http.get('/api/v1/tasks/%E0%A4%A'), 400);
  });

  it("takes the caller's own request id when it is short and harmless, else makes one", async () => {
    const idFor = async (given: string) => {
      const answer = await api.http.get('/nothing').set('X-Request-Id', given);
      return expectProblem(answer, 404).trace_id;
    };
    expect(await idFor('my-request.1')).toBe('my-request.1');
    for (const given of ['a b', 'a'.repeat(65), '<script>']) expect(await idFor(given)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tells nothing of a fault of its own but where the log has it', async () => {
    const id = randomUUID();
    await api.client.set(createKeys().task(id), 'no task at all');
    const problem = expectProblem(await api.http.get(routes.task(id)), 500);
    expect(problem.detail).toContain('trace_id');
  });

  it('goes on when a caller leaves in the middle of an upload', async () => {
    const leaving = request(api.url(routes.createPdfxtract), {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': 1_000, Expect: '100-continue' },
    });
    leaving.on('error', () => undefined);
    leaving.flushHeaders();
    await once(leaving, 'continue');
    leaving.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF');
    leaving.destroy();
    await api.http.get(routes.ready).expect(200);
  });

  it('sends the headers that browsers need to be careful, and none that tells what it is made of', async () => {
    const { headers } = await api.http.get(routes.live);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  describe('on a laptop, without authentication', () => {
    it.each(['evil.example', 'localhost.evil.example', '192.168.0.7:8000'])(
      'refuses the host name %s',
      async (host) => {
        expectProblem(await api.http.get(routes.live).set('Host', host), 403);
      },
    );

    it.each(['localhost', 'localhost:8000', '127.0.0.1:1', '[::1]:8000'])('takes the host name %s', async (host) => {
      await api.http.get(routes.live).set('Host', host).expect(200);
    });

    it.each([
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Site', 'same-site'],
      ['Origin', 'https://evil.example'],
      ['Origin', 'http://localhost:9999'],
      ['Origin', 'null'],
    ])('lets no page of another origin change anything (%s: %s)', async (header, value) => {
      await api.client.flushall();
      const answer = await api.http.post(routes.createSummarize).set(header, value).send({ content: 'A text.' });
      expectProblem(answer, 403);
      expect(await api.keys()).toEqual({});
    });

    it('lets its own pages, and programs, change things', async () => {
      const { host } = new URL(api.url('/'));
      const post = () => api.http.post(routes.createSummarize).send({ content: 'A text.' });
      await post().expect(201);
      await post().set('Sec-Fetch-Site', 'same-origin').set('Origin', 'http://anything').expect(201);
      await post().set('Origin', `http://${host}`).expect(201);
    });
  });
});
