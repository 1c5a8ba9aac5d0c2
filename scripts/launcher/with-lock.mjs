import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { faultCode } from './fault-code.mjs';
import { say } from './report.mjs';

const LONGEST_WORK_MS = 300_000;

/**
 * Runs `work` while no other process runs its own under the same lock file. The lock of a process that died is taken
 * over; one held longer than any build takes belongs to a process whose number was given to another since.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ tell?: (line: string) => void }} [options] `tell` hears once that it has to wait
 */
export async function withLock(file, work, { tell = say } = {}) {
  mkdirSync(dirname(file), { recursive: true });
  let isFirstTry = true;
  while (!take(file)) {
    if (isFirstTry) tell('Waiting for the build of another process …');
    isFirstTry = false;
    await delay(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file @returns {boolean} */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (fault) {
    if (faultCode(fault) !== 'EEXIST') throw fault;
    if (!isAbandoned(file)) return false;
    rmSync(file, { force: true });
    return take(file);
  }
}

/** @param {string} file */
function isAbandoned(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return false;
  return Date.now() - stats.mtimeMs > LONGEST_WORK_MS || !isAlive(Number(readFileSync(file, 'utf8')));
}

/** A file without a number yet was created this moment. @param {number} pid */
function isAlive(pid) {
  if (!pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return faultCode(fault) === 'EPERM';
  }
}
