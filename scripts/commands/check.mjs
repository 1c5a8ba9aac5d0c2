import { availableParallelism } from 'node:os';
import { mkdirSync } from 'node:fs';
import { inData } from '../launcher/project.mjs';
import { bold, elapsed, say } from '../launcher/report.mjs';
import { runTool } from '../launcher/tools.mjs';
import test from './test.mjs';

/** @typedef {{ name: string, tool: import('../launcher/tools.mjs').Tool, args: string[] }} Check */

/** Each answers one question about the whole tree. @type {Check[]} */
const checks = [
  {
    name: 'lint',
    tool: 'eslint',
    args: ['.', '--max-warnings', '0', '--cache', '--cache-strategy', 'content', '--cache-location', inData('eslint')],
  },
  { name: 'types: server', tool: 'tsc', args: ['-p', 'tsconfig.json', '--noEmit'] },
  { name: 'types: console', tool: 'tsc', args: ['-p', 'console/tsconfig.json', '--noEmit'] },
  { name: 'types: scripts', tool: 'tsc', args: ['-p', 'scripts/tsconfig.json'] },
  { name: 'imports', tool: 'depcruise', args: ['--config', '.dependency-cruiser.cjs', 'backend', 'libs', 'console'] },
  { name: 'unused', tool: 'knip', args: [] },
  {
    name: 'format',
    tool: 'prettier',
    args: ['--check', '.', '--log-level', 'warn', '--cache', '--cache-location', inData('prettier')],
  },
];

/** `npm run check`: all checks to the end, whatever fails, then the tests unless `--no-test` is given. @param {string[]} args */
export default async function check(args) {
  mkdirSync(inData(), { recursive: true });
  const codes = await runAll(checks);
  const failed = codes.filter((code) => code !== 0).length;
  say(failed === 0 ? 'All checks passed.' : `${failed} of ${checks.length} checks failed.`);
  const testCode = args.includes('--no-test') ? 0 : await test([]);
  return failed > 0 ? 1 : testCode;
}

/** As many at a time as there are processors. @param {Check[]} list */
async function runAll(list) {
  const waiting = [...list];
  /** @type {number[]} */
  const codes = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) codes.push(await runCheck(next));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return codes;
}

/** @param {Check} check */
async function runCheck({ name, tool, args }) {
  const startedAt = performance.now();
  const { code, output } = await runTool(tool, args);
  say(`${code === 0 ? '✓' : '✗'} ${bold(name)} (${elapsed(startedAt)})`);
  if (code !== 0) say(output.trimEnd());
  return code;
}
