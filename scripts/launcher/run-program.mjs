import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './project.mjs';

/** @typedef {{ code: number, output: string }} Outcome `output` is both streams as they came, empty when they were shown live */

/** The exit code a shell would report. @param {number | null} code @param {NodeJS.Signals | null} signal */
export const exitCode = (code, signal) => code ?? 128 + (signal ? constants.signals[signal] : 0);

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{ shell?: boolean }} [options]
 */
export const runProgram = (command, args, { shell = false } = {}) =>
  untilEnded(spawn(command, args, { cwd: root, shell, windowsHide: true, stdio: ['ignore', 'pipe', 'pipe'] }));

/**
 * Settles when `child` has ended, and never rejects: a program that cannot be started answers 127. A signal that asks the
 * launcher to stop is passed on, so that nothing is left running behind it.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<Outcome>}
 */
export function untilEnded(child) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    const stopForwarding = forwardSignals(child);
    child.once('error', (error) => {
      stopForwarding();
      resolve({ code: 127, output: error.message });
    });
    child.once('close', (code, signal) => {
      stopForwarding();
      resolve({ code: exitCode(code, signal), output: Buffer.concat(chunks).toString() });
    });
  });
}

/**
 * Passes every request to stop on to `child`, the launcher's own end included, until the returned function is called.
 * @param {import('node:child_process').ChildProcess} child
 */
export function forwardSignals(child) {
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => void child.kill(signal);
  const leave = () => void child.kill('SIGTERM');
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  process.once('disconnect', leave);
  process.channel?.unref();
  return () => {
    for (const signal of signals) process.off(signal, forward);
    process.off('disconnect', leave);
  };
}
