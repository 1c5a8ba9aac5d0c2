import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RedisServer } from '@workstream/testing';

const project = join(__dirname, '../../..');
const builtEngine = join(project, 'dist/server/libs/engine/src/index.js');

describe('the example in the README of the engine', () => {
  let server: RedisServer;
  let directory: string;
  beforeAll(async () => {
    server = await RedisServer.start();
    // Below the project, so that its packages are found.
    directory = mkdtempSync(join(project, 'dist/readme-'));
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await server.stop();
  });

  it('runs as it stands, and ends by itself', async () => {
    const [, example] = /```ts\n([\s\S]+?)```/.exec(readFileSync(join(__dirname, '../README.md'), 'utf8')) ?? [];
    const file = join(directory, 'example.mjs');
    writeFileSync(file, example!.replace("'@workstream/engine'", JSON.stringify(builtEngine)));
    const { stdout } = await promisify(execFile)(process.execPath, [file], {
      env: { REDIS_URL: server.url },
      timeout: 20_000,
    });
    expect(stdout).toBe('HELLO\n');
  }, 30_000);
});
