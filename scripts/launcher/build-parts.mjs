import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { precompress } from './precompress.mjs';
import { inData, inRoot } from './project.mjs';
import { refuseFailure, step } from './report.mjs';
import { runTool } from './tools.mjs';
import { withLock } from './with-lock.mjs';

/** @typedef {'server' | 'console'} Part */

/** @type {Record<Part, { inputs: string[], output: string, build: () => Promise<void> }>} */
const parts = {
  server: {
    inputs: [
      'backend/src',
      'libs/contracts/src',
      'libs/engine/src',
      'libs/client/src',
      'backend/tsconfig.app.json',
      'tsconfig.json',
      'nest-cli.json',
    ],
    output: 'dist/server/backend/src/api/main.js',
    build: buildServer,
  },
  console: {
    inputs: ['console', 'libs/contracts/src', 'angular.json'],
    output: 'dist/console',
    build: buildConsole,
  },
};

const folders = ['backend/src', 'libs/engine/src'];

/** Builds what is not built from exactly the files that lie here now. Two launchers never build at the same time. */
export async function buildParts() {
  if (stale().length === 0) return;
  await withLock(inData('build.lock'), () => Promise.all(stale().map(buildPart)));
}

/** Forgets that a part is built, for whoever is about to write into its folder. @param {Part} part */
export const forgetBuild = (part) => rmSync(stampFile(part), { force: true });

/** Puts the Lua scripts, and whatever else a compiler leaves behind, where the compiled code looks for them. */
export function copyAssets() {
  for (const folder of folders)
    cpSync(inRoot(folder), inRoot('dist/server', folder), { recursive: true, filter: isFolderOrAsset });
}

/** @param {string} path */
const isFolderOrAsset = (path) => !path.endsWith('.ts') || statSync(path).isDirectory();

const stale = () => /** @type {Part[]} */ (Object.keys(parts)).filter((part) => !isCurrent(part));

/** @param {Part} part */
function isCurrent(part) {
  if (!existsSync(stampFile(part)) || !existsSync(inRoot(parts[part].output))) return false;
  return readFileSync(stampFile(part), 'utf8') === partStamp(part);
}

/** @param {Part} part */
const stampFile = (part) => inData(`build-${part}.stamp`);

/** The lock file stands for the compilers, this folder for the way they are called; a spec is no part of a build. @param {Part} part */
const partStamp = (part) =>
  fingerprint(
    [
      ...parts[part].inputs,
      'package-lock.json',
      'scripts/launcher/build-parts.mjs',
      'scripts/launcher/precompress.mjs',
    ],
    (path) => !path.endsWith('.spec.ts'),
  );

/** The stamp is taken before and written after the build: a crash, or a file saved meanwhile, means building again. @param {Part} part */
async function buildPart(part) {
  const stamp = partStamp(part);
  forgetBuild(part);
  await step(`Building the ${part}`, parts[part].build);
  mkdirSync(dirname(stampFile(part)), { recursive: true });
  writeFileSync(stampFile(part), stamp);
}

async function buildServer() {
  refuseFailure(
    await runTool('nest', ['build', 'api']),
    () => 'The server does not compile: correct the errors above and run the command again.',
  );
  copyAssets();
}

async function buildConsole() {
  const env = { ...process.env, NG_CLI_ANALYTICS: 'false' };
  refuseFailure(
    await runTool('ng', ['build', '--progress=false'], { env }),
    () => 'The console does not compile: correct the errors above and run the command again.',
  );
  await precompress(inRoot('dist/console'));
}
