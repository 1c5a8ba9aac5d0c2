import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./bench-process.mjs').Jobs} Jobs */
/** @typedef {{ cpu: NodeJS.CpuUsage, rssBytes: number }} Vitals */

const file = fileURLToPath(new URL('bench-process.mjs', import.meta.url));

/** A process that is told what to do, one job after the other. */
export class Helper {
  /** @type {Map<number, { resolve: (result: any) => void, reject: (fault: Error) => void }>} */
  #asked = new Map();
  #lastId = 0;

  /** @param {string[]} nodeArgs */
  constructor(nodeArgs) {
    this.process = fork(file, { execArgv: nodeArgs, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.process.on('message', (reply) => this.#take(/** @type {any} */ (reply)));
    this.process.once('exit', (code, signal) => this.#abandon(`A bench process ended (${signal ?? code})`));
  }

  /**
   * Resolves with what the job answered; rejects when it failed or the process ended.
   * @template {keyof Jobs} J
   * @param {J} job
   * @param {Parameters<Jobs[J]>} args
   * @returns {Promise<Awaited<ReturnType<Jobs[J]>>>}
   */
  ask(job, ...args) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.process.send({ id, job, args });
    });
  }

  /** Ends the process, at the latest by force after `graceMs`. @param {number} graceMs */
  async end(graceMs) {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    const force = setTimeout(() => this.process.kill('SIGKILL'), graceMs);
    if (graceMs > 0) this.ask('leave').catch(() => {});
    await gone;
    clearTimeout(force);
  }

  /** @param {{ id: number, result: unknown, error?: string }} reply */
  #take({ id, result, error }) {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(error));
  }

  /** @param {string} reason */
  #abandon(reason) {
    for (const { reject } of this.#asked.values()) reject(new Error(reason));
    this.#asked.clear();
  }
}
