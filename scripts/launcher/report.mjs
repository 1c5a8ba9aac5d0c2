import { appendFileSync, mkdirSync } from 'node:fs';
import { inData } from './project.mjs';

const isPlain = !process.stdout.isTTY || Boolean(process.env.NO_COLOR);

/** Something the user can put right: `message` is the whole sentence shown, and names the fix. */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Emphasis for a terminal; plain text for pipes and NO_COLOR. @param {string} text */
export const bold = (text) => (isPlain ? text : `\x1b[1m${text}\x1b[0m`);

/** One line for the user. @param {string} line */
export const say = (line) => void process.stdout.write(`${line}\n`);

/** Elapsed time as people read it. @param {number} sinceMs a reading of `performance.now()` */
export const elapsed = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/**
 * Announces a step that takes a while, and how long it took once it is done.
 * @template T
 * @param {string} doing what is going on, as in "Building the server"
 * @param {() => Promise<T>} work
 */
export async function step(doing, work) {
  const started = performance.now();
  say(`${doing} …`);
  const result = await work();
  say(`${doing}: done in ${elapsed(started)}`);
  return result;
}

/**
 * Goes on only after success; otherwise shows what the program wrote and ends with `sentence`.
 * @param {{ code: number, output: string }} outcome
 * @param {(code: number) => string} sentence
 */
export function refuseFailure({ code, output }, sentence) {
  if (code === 0) return;
  if (code > 128) throw new Refusal('Stopped.', code);
  process.stderr.write(output);
  throw new Refusal(sentence(code));
}

/**
 * Shows a failure as one sentence and answers the exit code. The stack of an unforeseen fault goes to a file, never to the user.
 * @param {unknown} fault
 */
export function reportFailure(fault) {
  if (fault instanceof Refusal) {
    process.stderr.write(`${fault.message}\n`);
    return fault.exitCode;
  }
  const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  mkdirSync(inData(), { recursive: true });
  appendFileSync(inData('launcher.log'), `${new Date().toISOString()} ${text}\n`);
  process.stderr.write(`The launcher failed (${text.split('\n')[0]}): details are in .data/launcher.log.\n`);
  return 1;
}
