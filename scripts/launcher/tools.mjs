import { inRoot } from './project.mjs';
import { untilEnded } from './run-program.mjs';
import { spawnTied } from './spawn-tied.mjs';

// Script files instead of node_modules/.bin: no shell, no .cmd wrapper, and surely the Node that runs the launcher.
const scripts = {
  nest: '@nestjs/cli/bin/nest.js',
  ng: '@angular/cli/bin/ng.js',
  tsc: 'typescript/bin/tsc',
  prettier: 'prettier/bin/prettier.cjs',
  eslint: 'eslint/bin/eslint.js',
  depcruise: 'dependency-cruiser/bin/dependency-cruiser.mjs',
  knip: 'knip/bin/knip.js',
  jest: 'jest/bin/jest.js',
};

/** @typedef {keyof typeof scripts} Tool */

/** The script file of an installed tool. @param {Tool} tool */
export const toolScript = (tool) => inRoot('node_modules', scripts[tool]);

/**
 * Runs an installed tool to its end, or to the end of the launcher.
 * @param {Tool} tool
 * @param {string[]} args
 * @param {{ live?: boolean, env?: NodeJS.ProcessEnv, nodeArgs?: string[] }} [options] `live` shows the output as it comes
 */
export const runTool = (tool, args, { live = false, env = process.env, nodeArgs = [] } = {}) =>
  untilEnded(spawnTied([...nodeArgs, toolScript(tool), ...args], { env, output: live ? 'inherit' : 'pipe' }));
