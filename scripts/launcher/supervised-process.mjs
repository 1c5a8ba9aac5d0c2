import { once } from 'node:events';
import { say } from './report.mjs';
import { spawnTied } from './spawn-tied.mjs';

/** What a process exits with when its configuration is wrong (EX_CONFIG): starting it again would not help. */
export const CONFIGURATION_REFUSED = 78;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const SOUND_AFTER_MS = 60_000;

/** How long to wait before the next start: short after a long life, doubling while a process keeps dying young. @param {number} lastPauseMs @param {number} aliveMs */
export const nextPauseMs = (lastPauseMs, aliveMs) =>
  aliveMs >= SOUND_AFTER_MS || lastPauseMs === 0 ? FIRST_PAUSE_MS : Math.min(lastPauseMs * 2, LONGEST_PAUSE_MS);

/**
 * @typedef {object} ProcessOptions
 * @property {string} name as shown to the user
 * @property {string[]} args of Node
 * @property {NodeJS.ProcessEnv} env
 * @property {number} [stopMs] how long it may take to stop before it is killed; 15 seconds by default
 * @property {() => void} onRefusal called when it exits with CONFIGURATION_REFUSED; it is not started again then
 * @property {(line: string) => void} [tell] hears of every end and new start
 * @property {((name: string, stream: import('node:stream').Readable) => void)} [show] takes the output; without it the output goes to the terminal as it is
 */

/** A Node process that is started again whenever it ends by itself. It is asked to stop when the launcher is gone. */
export class SupervisedProcess {
  #options;
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #isStopping = false;
  #isRestarting = false;
  #pauseMs = 0;

  /** @param {ProcessOptions} options */
  constructor(options) {
    this.#options = options;
  }

  /** Detached, so that Ctrl-C in the terminal reaches it once, through the launcher. Does nothing once it was told to stop. */
  start() {
    if (this.#isStopping) return;
    const { args, env, show, name } = this.#options;
    const startedAt = performance.now();
    const child = spawnTied(args, { env, output: show ? 'pipe' : 'inherit', detached: true });
    if (child.stdout) show?.(name, child.stdout);
    if (child.stderr) show?.(name, child.stderr);
    child.once('exit', (code, signal) => this.#ended(signal ?? `exit ${code}`, code, performance.now() - startedAt));
    child.once('error', (error) => (child.pid ? undefined : this.#ended(error.message, null, 0)));
    this.#child = child;
  }

  /** Ends the running process gently and starts it anew, for instance because its code changed. */
  async restart() {
    if (this.#isRestarting) return;
    this.#isRestarting = true;
    await this.#end();
    this.#isRestarting = false;
    this.start();
  }

  /** Settles when the process is gone: by itself, or killed when it takes too long or as soon as `hard` is aborted. @param {AbortSignal} [hard] */
  async stop(hard) {
    this.#isStopping = true;
    await this.#end(hard);
  }

  /** @param {AbortSignal} [hard] */
  async #end(hard) {
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child) return;
    const ended = once(child, 'exit');
    const { name, stopMs = 15_000, tell = say } = this.#options;
    const kill = () => void child.kill('SIGKILL');
    const timer = setTimeout(() => {
      tell(`${name} did not stop within ${stopMs / 1000} s and was killed`);
      kill();
    }, stopMs);
    hard?.addEventListener('abort', kill, { once: true });
    askToStop(child);
    await ended;
    clearTimeout(timer);
  }

  /** @param {string} how @param {number | null} code @param {number} aliveMs */
  #ended(how, code, aliveMs) {
    this.#child = null;
    if (this.#isStopping || this.#isRestarting) return;
    if (code === CONFIGURATION_REFUSED) return this.#options.onRefusal();
    this.#pauseMs = nextPauseMs(this.#pauseMs, aliveMs);
    const { name, tell = say } = this.#options;
    tell(`${name} ended (${how}): starting it again in ${this.#pauseMs / 1000} s`);
    this.#timer = setTimeout(() => this.start(), this.#pauseMs);
  }
}

/** Windows has no gentle signal; there the end of the channel says the same. @param {import('node:child_process').ChildProcess} child */
function askToStop(child) {
  if (process.platform !== 'win32') child.kill('SIGTERM');
  else if (child.connected) child.disconnect();
}
