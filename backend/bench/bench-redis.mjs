import { Redis } from 'ioredis';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { HOST } from './engines/engine.mjs';

const START_MS = 10_000;
const RETRY_MS = 20;

/** A Redis of one measurement: empty, on a free port of the loopback interface, gone without a trace afterwards. */
export class BenchRedis {
  /** @param {import('node:child_process').ChildProcess} server @param {Redis} client @param {number} port @param {string} folder */
  constructor(server, client, port, folder) {
    this.server = server;
    this.client = client;
    this.port = port;
    this.folder = folder;
  }

  /**
   * Starts a server that writes its log of commands as a production one would. That log is never rewritten, because a
   * rewrite that falls into one measurement and not into the next would be a difference of its own.
   * @param {{ command: string, argv0: string, place: string, listpackValue: string | null }} how
   */
  static async start({ command, argv0, place, listpackValue }) {
    const folder = mkdtempSync(join(place, 'redis-'));
    const port = await freePort();
    const args = [
      ...['--port', `${port}`, '--bind', HOST, '--dir', folder, '--logfile', 'redis.log', '--save', ''],
      ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--auto-aof-rewrite-percentage', '0'],
      ...['--maxmemory-policy', 'noeviction'],
      ...(listpackValue ? ['--hash-max-listpack-value', listpackValue] : []),
    ];
    const server = spawn(command, args, { argv0, stdio: 'ignore', cwd: folder });
    const client = new Redis(port, HOST, { retryStrategy: () => RETRY_MS, maxRetriesPerRequest: null });
    client.on('error', () => {});
    const redis = new BenchRedis(server, client, port, folder);
    try {
      await Promise.race([client.ping(), refused(server)]);
      return redis;
    } catch (fault) {
      await redis.end();
      throw fault;
    }
  }

  /** CPU time so far, in microseconds. */
  async cpuUs() {
    const info = await this.client.info('cpu');
    return 1e6 * (numberIn(info, 'used_cpu_sys') + numberIn(info, 'used_cpu_user'));
  }

  async usedBytes() {
    return numberIn(await this.client.info('memory'), 'used_memory');
  }

  resetStats() {
    return this.client.config('RESETSTAT');
  }

  /** Calls and microseconds of each command since the last reset, those inside scripts included. */
  async commands() {
    const info = await this.client.info('commandstats');
    const lines = [...info.matchAll(/cmdstat_(\S+):calls=(\d+),usec=(\d+)/g)];
    return Object.fromEntries(lines.map(([, name, calls, us]) => [name, { calls: Number(calls), us: Number(us) }]));
  }

  async end() {
    this.client.disconnect();
    if (this.server.exitCode === null && this.server.signalCode === null && this.server.pid) {
      const gone = once(this.server, 'exit');
      this.server.kill('SIGKILL');
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @param {string} info @param {string} name */
const numberIn = (info, name) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1] ?? 0);

/** @param {import('node:child_process').ChildProcess} server @returns {Promise<never>} */
function refused(server) {
  return new Promise((_, reject) => {
    const fail = () => reject(new Error('Redis did not start'));
    server.once('exit', fail).once('error', fail);
    setTimeout(fail, START_MS).unref();
  });
}

/** A port of the loopback interface that nobody uses at the moment. */
export async function freePort() {
  const server = createServer();
  await once(server.listen(0, HOST), 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}
