import { inRoot, leaveWithParent } from './project.mjs';
import { runProgram } from './run-program.mjs';

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
 * @param {{ live?: boolean, env?: NodeJS.ProcessEnv, nodeArgs?: string[] }} [options]
 */
export const runTool = (tool, args, { nodeArgs = [], ...options } = {}) =>
  runProgram(process.execPath, [...leaveWithParent, ...nodeArgs, toolScript(tool), ...args], {
    ...options,
    channel: true,
  });
