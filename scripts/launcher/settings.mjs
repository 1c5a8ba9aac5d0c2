import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { faultCode } from './fault-code.mjs';
import { inRoot } from './project.mjs';
import { Refusal } from './report.mjs';

/** @typedef {{ host: string, port: number, workers: number, stopMs: number }} Settings `stopMs` is how long a process may take to stop */

// A process gives its tasks their grace, and then Redis five seconds for the last words.
const FAREWELL_MS = 6_000;
const LONGEST_GRACE_MS = 86_400_000;

/**
 * The few settings that the launcher itself needs; all others are for the processes to judge. A `.env` file fills in
 * what the environment does not say.
 * @returns {Settings}
 */
export function readSettings() {
  if (existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'));
  return {
    host: process.env.HOST || '127.0.0.1',
    port: wholeNumber('PORT', 8000, 1, 65_535),
    workers: wholeNumber('WORKER_REPLICAS', 2, 0, 64),
    stopMs: wholeNumber('SHUTDOWN_GRACE_MS', 10_000, 0, LONGEST_GRACE_MS) + FAREWELL_MS,
  };
}

/** @param {string} name @param {number} preset @param {number} least @param {number} most */
function wholeNumber(name, preset, least, most) {
  const text = process.env[name] || String(preset);
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Refusal(`${name} must be a whole number from ${least} to ${most} (got '${text}').`);
}

/** Refuses, before anything is started, when the API could not listen. @param {Settings} settings */
export async function refuseBusyPort({ host, port }) {
  const server = createServer();
  try {
    await once(server.listen({ host, port, exclusive: true }), 'listening');
  } catch (fault) {
    throw new Refusal(whyNot(fault, host, port));
  }
  await new Promise((resolve) => server.close(resolve));
}

/** @param {unknown} fault @param {string} host @param {number} port */
function whyNot(fault, host, port) {
  const code = faultCode(fault);
  if (code === 'EADDRINUSE')
    return `Port ${port} is already in use: stop the program that uses it, or choose another one: PORT=${port + 1} npm start.`;
  if (code === 'EACCES') return `Port ${port} needs special rights: choose one above 1023: PORT=8000 npm start.`;
  return `HOST=${host} is no address of this machine (${code}): use 127.0.0.1, or leave it out.`;
}
