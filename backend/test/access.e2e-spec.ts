import type { OpenAPIObject } from '@nestjs/swagger';
import { routes, type AuditTrail, type Role } from '@workstream/contracts';
import { until } from '@workstream/testing';
import { ApiKeys } from '../src/shared/access';
import { expectProblem, TestApi } from './support/test-api';

const PUBLIC = [
  'get /health',
  'get /live',
  'get /ready',
  'get /api/v1/session',
  'post /api/v1/session',
  'delete /api/v1/session',
];

describe('access', () => {
  let api: TestApi;
  const texts: Partial<Record<Role, string>> = {};
  const bearer = (role: Role) => `Bearer ${texts[role]!}`;
  beforeAll(async () => void (api = await TestApi.start({ NODE_ENV: 'production', API_REQUESTS_PER_MINUTE: '0' })));
  afterAll(() => api.stop());
  beforeEach(async () => {
    await api.client.flushall();
    for (const role of ['viewer', 'operator', 'admin'] as const) texts[role] = await made(`spec-${role}`, role);
  });

  const keys = () => api.app.get(ApiKeys, { strict: false });
  const made = async (name: string, role: Role, lifetimeMs: number | null = null): Promise<string> => {
    const created = await keys().create(name, role, lifetimeMs);
    if (created === 'TOO_MANY') throw new Error('Too many keys');
    return created.text;
  };
  const idOf = (text: string) => text.split('_')[2]!;

  describe('every route', () => {
    /** Method and address of each operation, with something in place of its parameters. */
    const operations = async (): Promise<{ name: string; method: 'get' | 'post' | 'delete'; path: string }[]> => {
      const { body } = await api.http.get('/docs-json').set('Authorization', bearer('admin')).expect(200);
      return Object.entries((body as OpenAPIObject).paths).flatMap(([path, item]) =>
        Object.keys(item).map((method) => ({
          name: `${method} ${path}`,
          method: method as 'get' | 'post' | 'delete',
          path: path.replace('{name}', 'primary').replace(/\{\w+\}/, '019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55'),
        })),
      );
    };

    it('answers nobody without a key, but for those that contain nothing', async () => {
      for (const { name, method, path } of await operations()) {
        await api.client.del(...(await api.client.keys('access:failed:*')), 'nothing');
        const answer = await api.http[method](path);
        if (PUBLIC.includes(name)) expect([name, answer.status]).not.toEqual([name, 401]);
        else expect([name, answer.status, answer.type]).toEqual([name, 401, 'application/problem+json']);
      }
      for (const path of ['/docs', '/docs-json']) {
        await api.client.del(...(await api.client.keys('access:failed:*')), 'nothing');
        expectProblem(await api.http.get(path), 401);
      }
    });

    it('that changes something is closed to viewers, and the audit trail to all but admins', async () => {
      for (const { name, method, path } of await operations()) {
        if (PUBLIC.includes(name) || method === 'get') continue;
        const answer = await api.http[method](path).set('Authorization', bearer('viewer'));
        expect([name, answer.status]).toEqual([name, 403]);
      }
      expectProblem(await api.http.get(routes.audit).set('Authorization', bearer('operator')), 403);
      await api.http.get(routes.audit).set('Authorization', bearer('admin')).expect(200);
    });
  });

  describe('an API key', () => {
    const list = (headers: Record<string, string>) => api.http.get(routes.tasks).set(headers);

    it('is taken from either header, and from no address', async () => {
      await list({ Authorization: bearer('viewer') }).expect(200);
      await list({ 'X-API-Key': texts.viewer! }).expect(200);
      expectProblem(await api.http.get(`${routes.tasks}?api_key=${texts.viewer!}`), 401);
    });

    it('has the scopes of its role', async () => {
      const create = (role: Role) =>
        api.http.post(routes.createSummarize).set('Authorization', bearer(role)).send({ content: 'A text.' });
      expect(expectProblem(await create('viewer'), 403).detail).toContain('write:tasks');
      await create('operator').expect(201);
      await create('admin').expect(201);
    });

    it('is refused when it is misspelt, revoked or expired', async () => {
      const [text] = [texts.viewer!];
      for (const wrong of [
        `${text}x`,
        text.slice(0, -1),
        text.replace('live', 'test'),
        'x',
        `${text.slice(0, 20)}A${text.slice(21)}`,
      ])
        expectProblem(await list({ Authorization: `Bearer ${wrong}` }), 401);
      await keys().revoke(idOf(text));
      expectProblem(await list({ Authorization: `Bearer ${text}` }), 401);
      const short = await made('short', 'viewer', 1);
      await until('it has expired', async () => (await list({ 'X-API-Key': short })).status !== 200);
      expectProblem(await list({ 'X-API-Key': short }), 401);
    });

    it('is kept as a digest only', async () => {
      await list({ Authorization: bearer('viewer') }).expect(200);
      const everything = JSON.stringify(await api.keys());
      for (const text of Object.values(texts)) expect(everything).not.toContain(text.split('_')[3]);
    });

    it('can be made twice for a change-over, not three times', async () => {
      await made('ci', 'operator');
      await made('ci', 'operator');
      expect(await keys().create('ci', 'operator', null)).toBe('TOO_MANY');
    });
  });

  describe('a session', () => {
    const signIn = (api_key: string) => api.http.post(routes.session).send({ api_key });

    it('stands for the key in a cookie that no script and no other site can use', async () => {
      const answer = await signIn(texts.operator!).expect(200);
      expect(answer.body).toMatchObject({ authentication: 'session', name: 'spec-operator', insecure: false });
      const cookie = answer.get('Set-Cookie')![0]!;
      expect(cookie).toMatch(/^ws=[0-9A-Za-z]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
      const pair = cookie.split(';')[0]!;
      await api.http.get(routes.tasks).set('Cookie', pair).expect(200);
      expect((await api.http.get(routes.session).set('Cookie', pair)).body).toMatchObject({
        authentication: 'session',
      });
      expectProblem(
        await api.http.delete(routes.task('x')).set('Cookie', pair).set('Sec-Fetch-Site', 'cross-site'),
        403,
      );
      await api.http.delete(routes.session).set('Cookie', pair).expect(204);
      expectProblem(await api.http.get(routes.tasks).set('Cookie', pair), 401);
    });

    it('is bound to the host and to TLS where there is TLS', async () => {
      const answer = await signIn(texts.viewer!).set('X-Forwarded-Proto', 'https').expect(200);
      expect(answer.get('Set-Cookie')![0]).toMatch(/^__Host-ws=\w{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    });

    it('ends with its key', async () => {
      const cookie = (await signIn(texts.viewer!).expect(200)).get('Set-Cookie')![0]!.split(';')[0]!;
      await keys().revoke(idOf(texts.viewer!));
      expectProblem(await api.http.get(routes.tasks).set('Cookie', cookie), 401);
    });

    it('says who is not signed in, and opens for no other text', async () => {
      expect((await api.http.get(routes.session).expect(200)).body).toEqual({
        authentication: 'none',
        name: null,
        scopes: [],
        expires_at: null,
        insecure: false,
      });
      expectProblem(await signIn('wsk_live_nothing'), 401);
      expectProblem(await signIn(''), 422);
    });
  });

  it('is refused for a minute to an address that failed too often, but not to a right key', async () => {
    const attempt = () => api.http.get(routes.tasks).set('X-API-Key', 'wrong');
    for (let i = 0; i < 20; i++) expectProblem(await attempt(), 401);
    const answer = await attempt();
    expectProblem(answer, 429);
    expect(answer.get('Retry-After')).toBe('60');
    await api.http.get(routes.tasks).set('Authorization', bearer('viewer')).expect(200);
  });

  it('tells strangers whether all is well, and only others why not', async () => {
    const messages = async (headers: Record<string, string>) =>
      Object.values((await api.http.get(routes.health).set(headers).expect(200)).body.components).map(
        (component) => (component as { message: string }).message,
      );
    expect(new Set(await messages({}))).toEqual(new Set(['Sign in to learn more.']));
    expect(await messages({ 'X-API-Key': texts.viewer! })).toContain('Redis answers.');
  });

  it('keeps who asked for which change, and what became of it', async () => {
    const trail = async () =>
      (await api.http.get(routes.audit).set('Authorization', bearer('admin')).expect(200)).body as AuditTrail;
    await api.http.post(routes.pauseQueue('primary')).set('Authorization', bearer('operator')).expect(200);
    await api.http.post(routes.pauseQueue('primary')).set('Authorization', bearer('viewer')).expect(403);
    await api.http.post(routes.pauseQueue('primary')).expect(401);
    await api.http.get(routes.tasks).set('Authorization', bearer('viewer')).expect(200);
    const { entries } = await until('the changes are noted', async () => {
      const found = await trail();
      return found.entries.length === 3 && found;
    });
    const common = { method: 'POST', path: routes.pauseQueue('primary'), trace_id: expect.any(String) };
    expect(entries).toEqual([
      expect.objectContaining({ ...common, actor: null, status: 401 }),
      expect.objectContaining({ ...common, actor: `spec-viewer (${idOf(texts.viewer!)})`, status: 403 }),
      expect.objectContaining({ ...common, actor: `spec-operator (${idOf(texts.operator!)})`, status: 200 }),
    ]);
    const page = (await api.http.get(routes.audit).query({ limit: 2 }).set('Authorization', bearer('admin')))
      .body as AuditTrail;
    const older = await api.http
      .get(routes.audit)
      .query({ limit: 2, before: page.next_before! })
      .set('Authorization', bearer('admin'));
    expect([...page.entries, ...older.body.entries]).toEqual(entries);
  });
});

describe('access on one’s own machine', () => {
  it('needs no key until there is one', async () => {
    const api = await TestApi.start();
    await api.http.get(routes.tasks).expect(200);
    expect((await api.http.get(routes.session)).body).toMatchObject({ authentication: 'open', name: null });
    await api.app.get(ApiKeys, { strict: false }).create('me', 'admin', null);
    await until('a key is needed', async () => (await api.http.get(routes.tasks)).status === 401);
    await api.stop();
  });

  it('limits how often a key may ask, and says how often it still may', async () => {
    const api = await TestApi.start({ API_REQUESTS_PER_MINUTE: '3' });
    const created = await api.app.get(ApiKeys, { strict: false }).create('me', 'viewer', null);
    const text = created === 'TOO_MANY' ? '' : created.text;
    const ask = () => api.http.get(routes.tasks).set('X-API-Key', text);
    const exceeded = await until('it has asked too often', async () => {
      const answer = await ask();
      if (answer.status === 429) return answer;
      expect(answer.get('RateLimit-Policy')).toBe('"default";q=3;w=60');
      expect(answer.get('RateLimit')).toMatch(/^"default";r=[0-2];t=\d+$/);
      return null;
    });
    expectProblem(exceeded, 429);
    expect(Number(exceeded.get('Retry-After'))).toBeGreaterThan(0);
    await api.stop();
  });
});
