import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Response } from 'supertest';
import { expectProblem, TestApi } from './support/test-api';

describe('the console on the port of the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'workstream-console-')), '.hidden', 'console');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<title>Start</title>');
    writeFileSync(join(folder, 'main-A1B2C3D4.js'), 'start()');
    writeFileSync(join(folder, 'favicon.ico'), 'icon');
    writeFileSync(join(folder, 'packed-A1B2C3D4.js'), 'plain()');
    writeFileSync(join(folder, 'packed-A1B2C3D4.js.br'), brotliCompressSync('brotli()'));
    writeFileSync(join(folder, 'packed-A1B2C3D4.js.gz'), gzipSync('gzip()'));
    api = await TestApi.start({ CONSOLE_DIR: folder });
  });
  afterAll(() => api.stop());

  it.each([undefined, '*/*', 'application/json', 'text/html'])('is at / for who accepts %s', async (accept) => {
    const answer = await api.http.get('/').set(accept === undefined ? {} : { Accept: accept });
    expect([answer.status, answer.type, answer.text]).toEqual([200, 'text/html', '<title>Start</title>']);
    expect(answer.get('Cache-Control')).toBe('no-cache');
  });

  it('answers a browser with its start page at every address that it knows itself', async () => {
    const answer = await api.http.get('/tasks/some-id').set('Accept', 'text/html,*/*;q=0.8');
    expect([answer.status, answer.text]).toEqual([200, '<title>Start</title>']);
  });

  it.each(['/api/v1/nothing', '/missing.js'])('does not stand in for %s', async (path) => {
    expectProblem(await api.http.get(path).set('Accept', 'text/html'), 404);
  });

  it('lets files be kept for ever when their name changes with their content, and others not', async () => {
    const cacheOf = async (path: string) => (await api.http.get(path).expect(200)).get('Cache-Control');
    expect(await cacheOf('/main-A1B2C3D4.js')).toBe('public, max-age=31536000, immutable');
    expect(await cacheOf('/favicon.ico')).toBe('no-cache');
    expect(await cacheOf('/index.html')).toBe('no-cache');
  });

  it.each([
    ['gzip, deflate, br', 'br', 'brotli()'],
    ['gzip', 'gzip', 'gzip()'],
    ['identity', undefined, 'plain()'],
    ['br;q=0, gzip;q=0', undefined, 'plain()'],
  ])('sends files packed in the smallest form that %s allows', async (accepted, encoding, content) => {
    const answer = await api.http.get('/packed-A1B2C3D4.js').set('Accept-Encoding', accepted).buffer().parse(rawBody);
    expect([answer.status, answer.get('Content-Encoding'), answer.get('Vary')]).toEqual([
      200,
      encoding,
      'Accept-Encoding',
    ]);
    expect(answer.type).toMatch(/javascript/);
    expect(answer.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect((answer.body as Buffer).toString()).toBe(content);
  });

  it('sends a file as it is where no packed form lies beside it', async () => {
    const answer = await api.http.get('/main-A1B2C3D4.js').set('Accept-Encoding', 'br');
    expect([answer.status, answer.get('Content-Encoding'), answer.get('Vary')]).toEqual([
      200,
      undefined,
      'Accept-Encoding',
    ]);
  });

  it('says what to do where it is not built', async () => {
    const bare = await TestApi.start();
    const answer = await bare.http.get('/').expect(200);
    expect(answer.text).toContain('/docs');
    await bare.stop();
  });
});

/** The body, which the client has unpacked already. */
function rawBody(response: Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}
