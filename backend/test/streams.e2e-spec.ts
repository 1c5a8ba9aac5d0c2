import { routes } from '@workstream/contracts';
import { until } from '@workstream/testing';
import { ApiKeys } from '../src/shared/access';
import { EventReader } from './support/event-reader';
import { expectProblem, TestApi } from './support/test-api';

describe('event streams', () => {
  let api: TestApi;
  const readers: EventReader[] = [];
  beforeAll(async () => {
    api = await TestApi.start({ SSE_HEARTBEAT_MS: '200', API_STREAMS_AT_ONCE: '3' });
    await until('the API follows events', async () => (await api.client.pubsub('CHANNELS')).length > 0);
  });
  afterAll(() => api.stop());
  beforeEach(() => api.client.flushall());
  afterEach(async () => {
    for (const reader of readers.splice(0)) reader.close();
    await until(
      'everyone may ask again, and no stream is open',
      async () => (await metric('workstream_sse_clients', '')) === 0,
    );
  });

  const keys = () => api.app.get(ApiKeys, { strict: false });
  const made = async (): Promise<{ id: string; text: string }> => {
    const created = await keys().create('spec', 'admin', null);
    if (created === 'TOO_MANY') throw new Error('Too many keys');
    return { id: created.key.id, text: created.text };
  };
  const open = async (headers: Readonly<Record<string, string>> = {}, path: string = routes.queueStream) => {
    const reader = await EventReader.open(api.url(path), undefined, headers);
    readers.push(reader);
    return reader;
  };
  const metric = async (name: string, labels: string): Promise<number> => {
    const { text } = await api.http.get('/metrics');
    const line = text.split('\n').find((line) => line.startsWith(`${name}${labels} `));
    return Number(line?.split(' ')[1]);
  };
  const toTheEnd = async (reader: EventReader): Promise<void> => {
    while (await reader.message());
  };

  it('are so many and no more; whoever comes then is told when to come again', async () => {
    const { id } = await api.queue.enqueue({ type: 'summarize', content: 'A text.' });
    for (const path of [routes.queueStream, routes.queueStream, routes.taskEvents(id)]) await open({}, path);
    for (const path of [routes.queueStream, routes.taskEvents(id)]) {
      const answer = await api.http.get(path);
      expect([expectProblem(answer, 429).type, answer.get('Retry-After')]).toEqual([
        'urn:workstream:problem:too-many-requests',
        '10',
      ]);
    }
    expect(await metric('workstream_sse_clients', '')).toBe(3);
    expect(await metric('workstream_sse_losses_total', '{reason="full"}')).toBe(2);
    readers.shift()!.close();
    await until('there is room again', async () => (await open()).response.status === 200);
  });

  it('end when the key that opened them is revoked, and only those', async () => {
    const [one, other] = [await made(), await made()];
    const { id } = await api.queue.enqueue({ type: 'summarize', content: 'A text.' });
    const ending = await open({ 'X-API-Key': one.text });
    const endingToo = await open({ Authorization: `Bearer ${one.text}` }, routes.taskEvents(id));
    const staying = await open({ 'X-API-Key': other.text });
    await keys().revoke(one.id);
    await Promise.all([toTheEnd(ending), toTheEnd(endingToo)]);
    await staying.event();
    expect(JSON.parse((await staying.message())!.data)).toMatchObject({ type: 'heartbeat' });
    await keys().revoke(other.id);
  });

  it('end with the session of the browser that opened them', async () => {
    const { id, text } = await made();
    const signedIn = await api.http.post(routes.session).send({ api_key: text }).expect(200);
    const cookie = signedIn.get('Set-Cookie')![0]!.split(';')[0]!;
    const reader = await open({ cookie });
    await reader.event();
    await api.http.delete(routes.session).set('Cookie', cookie).expect(204);
    await toTheEnd(reader);
    await keys().revoke(id);
  });

  it('make no session last longer', async () => {
    const { id, text } = await made();
    const signedIn = await api.http.post(routes.session).send({ api_key: text }).expect(200);
    const reader = await open({ cookie: signedIn.get('Set-Cookie')![0]!.split(';')[0]! });
    await reader.event();
    const [session] = await api.client.keys('access:session:*');
    await api.client.pexpire(session!, 1_000);
    await toTheEnd(reader);
    await keys().revoke(id);
  });

  it('end when the first key is made, for those who needed none until then', async () => {
    const reader = await open();
    await reader.event();
    const { id } = await made();
    await toTheEnd(reader);
    await keys().revoke(id);
  });
});
