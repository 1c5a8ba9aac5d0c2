import { spawn } from 'node:child_process';
import { root } from './project.mjs';
import { say } from './report.mjs';

/** What a process exits with when its configuration is wrong (EX_CONFIG): starting it again would not help. */
export const CONFIGURATION_REFUSED = 78;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const SOUND_AFTER_MS = 60_000;
const STOP_MS = 15_000;

/** How long to wait before the next start: short after a long life, doubling while a process keeps dying young. @param {number} lastPauseMs @param {number} aliveMs */
export const nextPauseMs = (lastPauseMs, aliveMs) =>
  aliveMs >= SOUND_AFTER_MS || lastPauseMs === 0 ? FIRST_PAUSE_MS : Math.min(lastPauseMs * 2, LONGEST_PAUSE_MS);

/**
 * @typedef {object} ProcessOptions
 * @property {string} name as shown to the user
 * @property {string[]} args of Node
 * @property {NodeJS.ProcessEnv} env
 * @property {() => void} onRefusal called when it exits with CONFIGURATION_REFUSED; it is not started again then
 * @property {((name: string, stream: import('node:stream').Readable) => void)} [show] takes the output; without it the output goes to the terminal as it is
 */

/** A Node process that is started again whenever it ends by itself. It has a channel to the launcher and stops when that breaks. */
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

  /** Detached, so that Ctrl-C in the terminal reaches it once, through the launcher. */
  start() {
    const { args, env, show, name } = this.#options;
    const output = show ? 'pipe' : 'inherit';
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', output, output, 'ipc'],
    });
    if (child.stdout) show?.(name, child.stdout);
    if (child.stderr) show?.(name, child.stderr);
    child.once('exit', (code, signal) => this.#ended(code, signal, performance.now() - startedAt));
    this.#child = child;
  }

  /** Ends the running process gently and starts it anew, for instance because its code changed. */
  restart() {
    clearTimeout(this.#timer);
    if (!this.#child) return this.start();
    this.#isRestarting = true;
    askToStop(this.#child);
  }

  /** Settles when the process is gone: by itself, or killed after 15 seconds or as soon as `hard` is aborted. @param {AbortSignal} hard */
  async stop(hard) {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const kill = () => void child.kill('SIGKILL');
    const timer = setTimeout(kill, STOP_MS);
    hard.addEventListener('abort', kill, { once: true });
    askToStop(child);
    await ended;
    clearTimeout(timer);
  }

  /** @param {number | null} code @param {NodeJS.Signals | null} signal @param {number} aliveMs */
  #ended(code, signal, aliveMs) {
    this.#child = null;
    if (this.#isStopping) return;
    if (code === CONFIGURATION_REFUSED) return this.#options.onRefusal();
    if (this.#isRestarting) return this.#startAnew();
    this.#pauseMs = nextPauseMs(this.#pauseMs, aliveMs);
    say(`${this.#options.name} ended (${signal ?? `exit ${code}`}): starting it again in ${this.#pauseMs / 1000} s`);
    this.#timer = setTimeout(() => this.start(), this.#pauseMs);
  }

  #startAnew() {
    this.#isRestarting = false;
    this.start();
  }
}

/** Windows has no gentle signal; there the end of the channel says the same. @param {import('node:child_process').ChildProcess} child */
function askToStop(child) {
  if (process.platform !== 'win32') child.kill('SIGTERM');
  else if (child.connected) child.disconnect();
}
