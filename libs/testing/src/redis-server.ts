import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Redis, type RedisOptions } from 'ioredis';

/** A real redis-server of one spec file's own, on a unix socket, without persistence unless asked for. */
export class RedisServer {
  private process: ChildProcess | null = null;
  private readonly clients: Redis[] = [];

  private constructor(
    private readonly directory: string,
    private readonly args: readonly string[],
  ) {}

  /** Where clients connect: a socket path, which ioredis takes in place of a URL. */
  get url(): string {
    return socketIn(this.directory);
  }

  /** @param settings further redis.conf settings, e.g. `['--appendonly', 'yes']` */
  static async start(settings: readonly string[] = []): Promise<RedisServer> {
    const directory = newDirectory();
    const args = ['--port', '0', '--unixsocket', socketIn(directory), '--dir', directory, '--save', '', ...settings];
    return RedisServer.run(directory, args);
  }

  /** A Sentinel. @param lines of its configuration file, which it writes on by itself */
  static async startSentinel(lines: readonly string[]): Promise<RedisServer> {
    const directory = newDirectory();
    const file = join(directory, 'sentinel.conf');
    writeFileSync(file, [`dir ${directory}`, `unixsocket ${socketIn(directory)}`, ...lines, ''].join('\n'));
    return RedisServer.run(directory, [file, '--sentinel']);
  }

  private static async run(directory: string, args: readonly string[]): Promise<RedisServer> {
    const server = new RedisServer(directory, args);
    await server.boot();
    return server;
  }

  /** A new connection, closed by `stop`. */
  client(options: RedisOptions = {}): Redis {
    const client = new Redis(this.url, options);
    client.on('error', () => undefined);
    this.clients.push(client);
    return client;
  }

  /** Ends the server the hard way and keeps its files, so that `boot` can bring it back. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const running = this.process;
    this.process = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, 'exit');
    running.kill(signal);
    await exited;
  }

  /** Sends the server a signal, e.g. SIGSTOP to freeze it, and waits for nothing. */
  signal(signal: NodeJS.Signals): void {
    this.process?.kill(signal);
  }

  /** Starts the server and waits until it answers. */
  async boot(): Promise<void> {
    this.process = spawn(serverBinary(), this.args, { argv0: 'redis-server', stdio: 'ignore' });
    const failed = once(this.process, 'exit').then(() => Promise.reject(new Error('redis-server ended at once')));
    const probe = new Redis(this.url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
    probe.on('error', () => undefined);
    try {
      await Promise.race([probe.ping(), failed]);
    } finally {
      probe.disconnect();
      failed.catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    // Disconnecting a client twice leaves a timer behind that holds the process open.
    for (const client of this.clients) if (client.status !== 'end') client.disconnect();
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

const newDirectory = () => mkdtempSync(join(tmpdir(), 'workstream-redis-'));

const socketIn = (directory: string) => join(directory, 'redis.sock');

/**
 * The launcher names the binary. Without it the PATH is searched; Debian's `redis-check-rdb` is the server too, when
 * called by that name.
 */
function serverBinary(): string {
  const named = process.env['REDIS_SERVER_BIN'];
  if (named !== undefined) return named;
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  const found = ['redis-server', 'valkey-server', 'redis-check-rdb']
    .flatMap((name) => directories.map((directory) => join(directory, name)))
    .find((file) => existsSync(file));
  if (found === undefined) throw new Error('No redis-server on the PATH; name one in REDIS_SERVER_BIN');
  return found;
}
