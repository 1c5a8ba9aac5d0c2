import { spawn } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { delimiter } from 'node:path';
import { isProgram } from './find-program.mjs';
import { inRoot } from './project.mjs';
import { Refusal } from './report.mjs';
import { exitCode, forwardSignals } from './run-program.mjs';

/**
 * Runs `work` under the Node that the lock file pins, starting the same command again under it when necessary, and
 * answers the exit code. Where no pinned binary fits the platform, the machine's own Node serves if it is new enough.
 * @param {() => Promise<number>} work
 */
export async function underPinnedNode(work) {
  putToolsOnPath();
  const pinned = pinnedNode();
  if (pinned && realpathSync(process.execPath) !== realpathSync(pinned)) {
    const code = await runAgain(pinned);
    if (code !== null) return code;
  }
  if (!isNewEnough(process.versions.node)) throw new Refusal(tooOld());
  return work();
}

/** Whether Angular, Nest and Jest all run on this version. @param {string} version such as 24.15.0 */
export function isNewEnough(version) {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major === 22) return minor > 22 || (minor === 22 && patch >= 3);
  return major === 24 ? minor >= 15 : major >= 26;
}

const tooOld = () =>
  `Workstream needs Node.js 26 (or 24.15, 22.22.3 and newer of those lines), this is ${process.versions.node} ` +
  `and npm has no newer one for ${process.platform}-${process.arch}: install Node.js 26 and run the command again.`;

/** @returns {string | null} */
function pinnedNode() {
  const { optionalDependencies } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  return (
    Object.keys(optionalDependencies)
      .map((name) => inRoot('node_modules', name, file))
      .find(isProgram) ?? null
  );
}

function putToolsOnPath() {
  const folder = inRoot('node_modules/.bin');
  const path = process.env.PATH ?? '';
  if (path.split(delimiter)[0] !== folder) process.env.PATH = folder + delimiter + path;
}

/**
 * Answers null when the binary does not run here at all, as a glibc build on musl.
 * The channel tells the new process when this one is killed outright.
 * @param {string} node
 * @returns {Promise<number | null>}
 */
function runAgain(node) {
  return new Promise((resolve) => {
    const child = spawn(node, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    const stopForwarding = forwardSignals(child);
    child.once('error', () => {
      stopForwarding();
      resolve(null);
    });
    child.once('exit', (code, signal) => {
      stopForwarding();
      resolve(exitCode(code, signal));
    });
  });
}
