import { readFileSync, writeFileSync } from 'node:fs';
import { basename, sep } from 'node:path';
import { findProgram } from './find-program.mjs';
import { fingerprint } from './fingerprint.mjs';
import { inRoot, root } from './project.mjs';
import { refuseFailure, Refusal, step } from './report.mjs';
import { runProgram } from './run-program.mjs';

const stampFile = inRoot('node_modules/.workstream-stamp');

/** What `node_modules` must have been made from: the lock file, on this platform. */
const dependencyStamp = () => `${process.platform}-${process.arch}-${fingerprint(['package-lock.json'])}`;

/** Brings `node_modules` to the lock file when it was made from another one. The stamp is written last: an interrupted install is repeated. */
export async function installDependencies() {
  const stamp = dependencyStamp();
  if (readStamp() === stamp) return;
  await step('Installing dependencies (about a minute the first time)', npmCi);
  writeFileSync(stampFile, stamp);
}

function readStamp() {
  try {
    return readFileSync(stampFile, 'utf8');
  } catch {
    return null;
  }
}

async function npmCi() {
  // No package of the tree needs its install script. Engine checks are off for the sake of the machine's own, older Node.
  const args = ['ci', '--ignore-scripts', '--loglevel=error', '--engine-strict=false', '--no-audit', '--no-fund'];
  const npm = npmCommand();
  refuseFailure(
    await runProgram(npm.command, [...npm.args, ...args], { shell: npm.shell }),
    (code) =>
      `npm could not install the dependencies (exit ${code}): check the connection to its registry and run the command again.`,
  );
}

/** npm exactly as the user called it, or else the one on PATH. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && basename(script) === 'npm-cli.js') return { command: nodeForNpm(), args: [script], shell: false };
  const isWindows = process.platform === 'win32';
  if (!isWindows && !findProgram(['npm'], isOutside))
    throw new Refusal('npm is not on PATH: install Node.js with npm and run the command again.');
  return { command: 'npm', args: [], shell: isWindows };
}

/** npm must not run on the Node inside the `node_modules` that it is about to delete. */
function nodeForNpm() {
  const current = process.env.npm_node_execpath ?? process.execPath;
  return isOutside(current) ? current : (findProgram(['node'], isOutside) ?? current);
}

/** @param {string} file */
const isOutside = (file) => !file.startsWith(root + sep);
