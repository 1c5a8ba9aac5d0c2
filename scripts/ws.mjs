#!/usr/bin/env node
import { endWithNpm } from './launcher/end-with-npm.mjs';
import { installDependencies } from './launcher/install-dependencies.mjs';
import { underPinnedNode } from './launcher/pinned-node.mjs';
import { reportFailure, Refusal } from './launcher/report.mjs';

// Commands load late: the first process of a fresh clone runs on whatever Node the machine has, before anything is installed.
const commands = {
  start: () => import('./commands/start.mjs'),
  test: () => import('./commands/test.mjs'),
  check: () => import('./commands/check.mjs'),
  dev: () => import('./commands/dev.mjs'),
  build: () => import('./commands/build.mjs'),
  emulator: () => import('./commands/emulator.mjs'),
  bench: () => import('./commands/bench.mjs'),
  'bench:http': () => import('./commands/bench-http.mjs'),
  client: () => import('./commands/client.mjs'),
  keys: () => import('./commands/keys.mjs'),
};

/**
 * Runs one command of the developer interface and answers its exit code.
 * @param {string | undefined} name
 * @param {string[]} args
 */
async function run(name, args) {
  const load = Object.entries(commands).find(([known]) => known === name)?.[1];
  if (!load) throw new Refusal(`Unknown command ${name ?? '(none)'}: use one of ${Object.keys(commands).join(', ')}.`);
  endWithNpm();
  await installDependencies();
  return underPinnedNode(async () => (await load()).default(args));
}

run(process.argv[2], process.argv.slice(3))
  .catch(reportFailure)
  .then((code) => process.exit(code));
