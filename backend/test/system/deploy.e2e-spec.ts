import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { routes, type Problem, type TaskReceipt } from '@workstream/contracts';
import { ConsoleProxy, findNginx } from '../support/console-proxy';
import { EventReader } from '../support/event-reader';
import { end, Fleet } from '../support/fleet';

jest.setTimeout(60_000);

const nginx = findNginx();
const withNginx = nginx === null ? describe.skip : describe;
const NOT_HERE = nginx === null ? ' (not checked: there is no nginx on this machine)' : '';

const pages = {
  'index.html': '<!doctype html><ws-root></ws-root>',
  'main-B8pZ-7XQ.js': `console.log('${'x'.repeat(2000)}')`,
  'chunk-4sVi_fUa.js': 'loose',
  'chunk-4sVi_fUa.js.gz': gzipSync('packed'),
};

const HARDENED = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

withNginx(`The console behind nginx${NOT_HERE}`, () => {
  let fleet: Fleet;
  let proxy: ConsoleProxy;
  beforeAll(async () => {
    fleet = await Fleet.start({ workers: 0 });
    proxy = await ConsoleProxy.start(nginx!, fleet.url(''), pages);
  });
  afterAll(async () => {
    await proxy.stop();
    await fleet.stop();
  });

  it.each(['/', '/tasks', '/tasks/3f0c'])(
    'answers %s with the start page, hardened and never from a cache',
    async (path) => {
      const page = await fetch(proxy.url(path));
      const headers = Object.fromEntries(page.headers);
      expect(await page.text()).toBe(pages['index.html']);
      expect(headers).toMatchObject({ ...HARDENED, 'cache-control': 'no-cache' });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    },
  );

  it('lets browsers keep for ever what has its hash in its name, compressed and hardened too', async () => {
    const script = await fetch(proxy.url('/main-B8pZ-7XQ.js'));
    expect(Object.fromEntries(script.headers)).toMatchObject({
      ...HARDENED,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    });
  });

  it('sends the form that the build packed to whoever takes it', async () => {
    const path = proxy.url('/chunk-4sVi_fUa.js');
    const [packed, loose] = await Promise.all(
      ['gzip', 'identity'].map((coding) => fetch(path, { headers: { 'accept-encoding': coding } })),
    );
    expect(await packed!.text()).toBe('packed');
    expect(await loose!.text()).toBe('loose');
    for (const answer of [packed!, loose!])
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        ...HARDENED,
        'content-type': 'application/javascript',
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
      });
  });

  it('does not answer for a file that is not there', async () => {
    expect((await fetch(proxy.url('/main-00000000.js'))).status).toBe(404);
  });

  it.each(['/health', '/live', '/ready', '/docs', '/docs-json', routes.queueStatus])(
    'hands %s to the API',
    async (path) => {
      const [direct, through] = await Promise.all([fetch(fleet.url(path)), fetch(proxy.url(path))]);
      expect(through.status).toBe(direct.status);
      expect(through.headers.get('content-type')).toBe(direct.headers.get('content-type'));
      expect(through.headers.get('x-frame-options')).toBe(direct.headers.get('x-frame-options'));
    },
  );

  it('hands on every live event the moment it is sent', async () => {
    const stream = await EventReader.open(proxy.url(routes.queueStream));
    expect(await stream.event()).toMatchObject({ type: 'initial_status' });
    for (let round = 0; round < 3; round++) {
      const receipt = (await (
        await post(proxy.url(routes.createSummarize), { content: 'A text.' })
      ).json()) as TaskReceipt;
      expect(await stream.event()).toMatchObject({ type: 'task_created', task_id: receipt.task_id });
    }
    expect(stream.response.headers.get('x-accel-buffering')).toBe('no');
    stream.close();
  });

  it('leaves it to the API to say what is too large', async () => {
    const answer = await post(proxy.url(routes.createSummarize), { content: 'x'.repeat(1_200_000) });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ type: 'urn:workstream:problem:too-large' });
  });

  it('refuses a host name that is not its own', async () => {
    const asked = request(proxy.url('/api/v1/queues/status'), { headers: { host: 'rebound.example' } }).end();
    const [answer] = await once(asked, 'response');
    expect(answer.statusCode).toBe(421);
    answer.resume();
  });

  it('says so as the API would while the API is away', async () => {
    const alone = await ConsoleProxy.start(nginx!, 'http://127.0.0.1:9', pages);
    const answer = await fetch(alone.url(`${routes.queueStatus}?a="b"`));
    const problem = (await answer.json()) as Problem;
    await alone.stop();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(problem).toMatchObject({ type: 'urn:workstream:problem:unavailable', instance: routes.queueStatus });
  });
});

describe("The probe of a worker's container", () => {
  let fleet: Fleet;
  beforeAll(async () => {
    fleet = await Fleet.start({ workers: 1 });
  });
  afterAll(() => fleet.stop());

  it('passes while the worker holds its lease, and fails when it is gone or Redis is', async () => {
    expect(await probe(fleet)).toBe(0);
    await end(fleet.workers[0]!, 'SIGTERM');
    expect(await probe(fleet)).toBe(1);
    await fleet.redis.kill();
    expect(await probe(fleet)).toBe(1);
  });
});

/** The exit code of `deploy/worker-health.mjs`. */
async function probe(fleet: Fleet): Promise<number> {
  const script = join(__dirname, '../../../deploy/worker-health.mjs');
  const env = { PATH: process.env['PATH'], REDIS_URL: fleet.redis.url };
  const [code] = await once(spawn(process.execPath, [script], { env, stdio: 'ignore' }), 'exit');
  return Number(code);
}

function post(url: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}
