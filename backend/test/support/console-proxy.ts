import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort, until } from '@workstream/testing';

const CONFIGURATION = join(__dirname, '../../../deploy/nginx.conf');

/** Where nginx is, on the PATH or where Debian has it; null on a machine without it. */
export function findNginx(): string | null {
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  return directories.map((directory) => join(directory, 'nginx')).find((file) => existsSync(file)) ?? null;
}

/** A real nginx with `deploy/nginx.conf`, on a free port of the loopback. */
export class ConsoleProxy {
  private constructor(
    private readonly directory: string,
    private readonly process: ChildProcess,
    readonly port: number,
  ) {}

  /**
   * Resolves when it answers.
   * @param upstream the origin of the API
   * @param pages the console's files, by name
   */
  static async start(
    nginx: string,
    upstream: string,
    pages: Readonly<Record<string, string | Buffer>>,
  ): Promise<ConsoleProxy> {
    const directory = mkdtempSync(join(tmpdir(), 'workstream-nginx-'));
    const port = await freePort();
    // Started by root, nginx reads as nobody.
    chmodSync(directory, 0o755);
    mkdirSync(join(directory, 'html'));
    for (const [name, content] of Object.entries(pages)) writeFileSync(join(directory, 'html', name), content);
    writeFileSync(join(directory, 'nginx.conf'), localised(directory, port, upstream));
    const args = ['-e', 'stderr', '-c', join(directory, 'nginx.conf')];
    const proxy = new ConsoleProxy(directory, spawn(nginx, args, { stdio: ['ignore', 'ignore', 'pipe'] }), port);
    await proxy.answering().catch(async (error: unknown) => {
      await proxy.stop();
      throw error;
    });
    return proxy;
  }

  url(path: string): string {
    return `http://localhost:${String(this.port)}${path}`;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const exited = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      await exited;
    }
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async answering(): Promise<void> {
    let complaint = '';
    this.process.stderr?.on('data', (text: Buffer) => (complaint += text.toString()));
    await until('nginx answers', async () => {
      if (this.process.exitCode !== null) throw new Error(`nginx refused its configuration: ${complaint}`);
      return (await fetch(this.url('/')).catch(() => null))?.ok;
    });
  }
}

/** The configuration with the places of a container replaced by places of this machine, and nothing else. */
function localised(directory: string, port: number, upstream: string): string {
  const places: readonly [string, string][] = [
    ['/tmp/', `${directory}/`],
    ['listen 3000', `listen 127.0.0.1:${String(port)}`],
    ['http://api:8000', upstream],
    ['root /usr/share/nginx/html', `root ${directory}/html`],
    ['access_log /dev/stdout', 'access_log off'],
  ];
  return places.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`deploy/nginx.conf no longer says: ${from}`);
      return text.replaceAll(from, to);
    },
    readFileSync(CONFIGURATION, 'utf8'),
  );
}
