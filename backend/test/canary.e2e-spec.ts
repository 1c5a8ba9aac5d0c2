import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { routes, type TaskReceipt } from '@workstream/contracts';
import { startEmulator } from '../src/emulator';
import { pdfOf } from './support/pdf';
import { Fleet } from './support/fleet';

// Three processes, and tasks that run to their end, on a machine that may be busy.
jest.setTimeout(120_000);

const KEYS = join(__dirname, '../../dist/server/backend/src/keys/main.js');
const CANARY = 'Kanarienvogel';
const PROVIDER_KEY = `sk-or-v1-${CANARY}`;
const BEARER = `Bearer wsk_live_${CANARY}`;
const SIGNS = { Authorization: BEARER, Cookie: `ws=${CANARY}`, 'X-Api-Key': CANARY };

const environmentOf = (baseUrl: string) => ({
  LOG_LEVEL: 'debug',
  OPENROUTER_API_KEY: PROVIDER_KEY,
  OPENROUTER_BASE_URL: baseUrl,
  OPENROUTER_MODEL: 'emulator/small-text',
  OPENROUTER_PDF_MODEL: 'emulator/vision-pdf',
});

function post(fleet: Fleet, path: string, body: string | FormData, headers: Record<string, string> = {}) {
  const type = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {};
  return fetch(fleet.url(path), { method: 'POST', headers: { ...type, ...headers }, body });
}

/** A provider that refuses every call and repeats all that it was told in its reason. */
async function startParrot(): Promise<Server> {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const message = `No use: ${String(request.headers.authorization)} asked for ${body}`;
      response.writeHead(400, { 'Content-Type': 'application/json' });
      response.end(
        JSON.stringify({ error: { code: 400, message, metadata: { error_type: 'invalid_request', body } } }),
      );
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

/** Waits until the processes have written their last line. */
async function lastWords(fleet: Fleet): Promise<readonly string[]> {
  await fleet.stop();
  return fleet.log.split('\n').filter((line) => line !== '');
}

function expectQuiet(lines: readonly string[]): void {
  // Without lines there would be nothing to find, and all would be well.
  expect(lines.filter((line) => line.includes('"level":"debug"')).length).toBeGreaterThan(0);
  expect(lines.filter((line) => /kanarienvogel/i.test(line))).toEqual([]);
}

describe('what the processes log at LOG_LEVEL=debug', () => {
  it('holds no text, no PDF, no key and no credentials of tasks that are done', async () => {
    const emulator = await startEmulator({ keys: [PROVIDER_KEY] });
    const fleet = await Fleet.start({ workers: 1, environment: environmentOf(emulator.baseUrl) });
    const text = await fleet.submitText(`The ${CANARY} sings. It sings in the morning. Nobody is to know of it.`);
    const pdf = await fleet.submitPdf(await pdfOf(`A ${CANARY} in print.`), `${CANARY}.pdf`, '2026-05-04');
    expect((await fleet.finished(text)).state).toBe('COMPLETED');
    expect((await fleet.finished(pdf)).state).toBe('COMPLETED');
    expect(JSON.stringify(emulator.completions())).toContain(CANARY);
    await emulator.close();
    expectQuiet(await lastWords(fleet));
  });

  it('holds nothing of requests that are refused, whatever they bring along', async () => {
    const fleet = await Fleet.start({ workers: 0, environment: { LOG_LEVEL: 'debug' } });
    const answers = await Promise.all([
      post(fleet, routes.createSummarize, `{"content":"${CANARY}`),
      post(fleet, routes.createSummarize, JSON.stringify({ content: 7, [CANARY]: CANARY })),
      post(fleet, routes.createSummarize, JSON.stringify({ content: 'A text.' }), SIGNS),
      post(fleet, routes.createPdfxtract, CANARY),
      fetch(fleet.url(`/api/v1/${CANARY}?key=${CANARY}`), { headers: SIGNS }),
    ]);
    expect(answers.every((answer) => answer.status >= 400)).toBe(true);
    expectQuiet(await lastWords(fleet));
  });

  it('holds no API key, neither when it is made nor when it is used', async () => {
    const fleet = await Fleet.start({ workers: 0, environment: { LOG_LEVEL: 'debug' } });
    const env = { PATH: process.env['PATH'], REDIS_URL: fleet.redis.url };
    const made = await promisify(execFile)(process.execPath, [KEYS, 'create', '--name', 'me', '--role', 'admin'], {
      env,
    });
    const [key = ''] = made.stdout.split('\n');
    const session = await post(fleet, routes.session, JSON.stringify({ api_key: key }));
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const signs = [{ Authorization: `Bearer ${key}` }, { 'X-API-Key': key }, { Cookie: cookie }];
    const answers = await Promise.all(signs.map((headers) => fetch(fleet.url(routes.tasks), { headers })));
    expect(answers.map(({ status }) => status)).toContain(200);
    const lines = await lastWords(fleet);
    expectQuiet(lines);
    const secrets = [key.split('_')[3], cookie.split('=')[1]];
    for (const secret of secrets) {
      expect(secret).toMatch(/^\w{43}$/);
      expect(lines.join('\n')).not.toContain(secret);
    }
  });

  it('holds nothing of a failing task, though its error repeats the text and the key', async () => {
    const parrot = await startParrot();
    const { port } = parrot.address() as AddressInfo;
    const fleet = await Fleet.start({
      workers: 1,
      environment: { ...environmentOf(`http://127.0.0.1:${String(port)}/api/v1`), MAX_RETRIES: '0' },
    });
    const receipt = await post(fleet, routes.createSummarize, JSON.stringify({ content: `The ${CANARY} sings.` }));
    const task = await fleet.finished(((await receipt.json()) as TaskReceipt).task_id);
    expect([task.state, JSON.stringify(task)]).toEqual(['DLQ', expect.stringContaining('No use')]);
    expect(JSON.stringify(task.error_history)).not.toContain(PROVIDER_KEY);
    parrot.close();
    parrot.closeAllConnections();
    expectQuiet(await lastWords(fleet));
  });
});
