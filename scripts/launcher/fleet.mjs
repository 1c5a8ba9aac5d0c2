import { inRoot } from './project.mjs';
import { CONFIGURATION_REFUSED, SupervisedProcess } from './supervised-process.mjs';
import { Refusal } from './report.mjs';

/** @typedef {import('./settings.mjs').Settings} Settings */
/** @typedef {import('./supervised-process.mjs').ProcessOptions['show']} Show */

/** The API and the workers together: they start, restart and stop as one. */
export class Fleet {
  /** @type {(refusal: Refusal) => void} */
  #refuse = () => {};

  /** Rejects when one of the processes refuses its configuration. @type {Promise<never>} */
  refused = new Promise((_, reject) => (this.#refuse = reject));

  /** @param {Settings} settings @param {NodeJS.ProcessEnv} redisEnv @param {Show} [show] */
  constructor(settings, redisEnv, show) {
    const env = environment(settings, redisEnv);
    const onRefusal = () =>
      this.#refuse(
        new Refusal(
          'The configuration was refused: correct the setting named above and start again.',
          CONFIGURATION_REFUSED,
        ),
      );
    const { workers, stopMs } = settings;
    this.processes = crew(workers).map(
      ({ name, script }) => new SupervisedProcess({ name, args: [inRoot(script)], env, stopMs, onRefusal, show }),
    );
    this.refused.catch(() => {});
  }

  /**
   * Starts the API at once and the workers after its head start: on two processors all of them together would take twice
   * as long to show the first page.
   * @param {Promise<unknown>} headStart
   */
  async start(headStart) {
    const [api, ...workers] = this.processes;
    api?.start();
    await headStart;
    for (const worker of workers) worker.start();
  }

  /** Settles when all of them run again. */
  async restart() {
    await Promise.all(this.processes.map((process) => process.restart()));
  }

  /** Settles when none is left. @param {AbortSignal} hard aborted to kill them */
  async stop(hard) {
    await Promise.all(this.processes.map((process) => process.stop(hard)));
  }
}

/** @param {number} workers */
const crew = (workers) => [
  { name: 'API', script: 'dist/server/backend/src/api/main.js' },
  ...Array.from({ length: workers }, (_, index) => ({
    name: `Worker ${index + 1}`,
    script: 'dist/server/backend/src/worker/main.js',
  })),
];

/** @param {Settings} settings @param {NodeJS.ProcessEnv} redisEnv */
const environment = ({ host, port }, redisEnv) => ({
  ...process.env,
  HOST: host,
  PORT: String(port),
  ...redisEnv,
});
