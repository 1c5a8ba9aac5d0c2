import { fork } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../bench-redis.mjs';
import { HOST } from '../engines/engine.mjs';

const START_MS = 30_000;
const STOP_MS = 15_000;
const POLL_MS = 50;

/** @typedef {import('../bench-redis.mjs').BenchRedis} BenchRedis */

/** A server under measurement, in a process of its own. */
export class BenchServer {
  /** @param {import('node:child_process').ChildProcess} process @param {number} port */
  constructor(process, port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts `script` on a port of the loopback interface; resolves when it listens.
   * @param {{ script: string, redis: BenchRedis, env?: Record<string, string>, profileFolder?: string | null }} how
   */
  static async start({ script, redis, env = {}, profileFolder = null }) {
    const port = await freePort();
    const child = fork(script, [], {
      env: { PATH: process.env.PATH, REDIS_URL: `redis://${HOST}:${redis.port}`, HOST, PORT: `${port}`, ...env },
      execArgv: profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const server = new BenchServer(child, port);
    try {
      await server.#listening();
      return server;
    } catch (fault) {
      await server.end();
      throw fault;
    }
  }

  /** Asks it to end, which lets it write a profile; at the latest by force. */
  async end() {
    if (this.#hasEnded()) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    const force = setTimeout(() => this.process.kill('SIGKILL'), STOP_MS);
    this.process.kill('SIGTERM');
    await gone;
    clearTimeout(force);
  }

  async #listening() {
    const lateAt = performance.now() + START_MS;
    while (!(await answers(this.port))) {
      if (this.#hasEnded() || performance.now() > lateAt) throw new Error('A server did not start');
      await delay(POLL_MS);
    }
  }

  #hasEnded() {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, HOST);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
