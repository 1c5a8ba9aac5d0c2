import { readFileSync, rmSync } from 'node:fs';
import { findBrowser } from '../launcher/browser-program.mjs';
import { buildParts } from '../launcher/build-parts.mjs';
import { inData } from '../launcher/project.mjs';
import { findRedisServer, noRedis } from '../launcher/redis-program.mjs';
import { reportFailure, say } from '../launcher/report.mjs';
import { summarizeTests, summaryLine } from '../launcher/test-summary.mjs';
import { runTool } from '../launcher/tools.mjs';

const reportFile = inData('jest.json');

/** `npm test`: all tests against real parts. The last line is the count; further arguments go to Jest. @param {string[]} args */
export default async function test(args) {
  try {
    await buildParts();
    return await runJest(args, await testEnvironment(args));
  } catch (fault) {
    const code = reportFailure(fault);
    say(summaryLine(summarizeTests(null, code)));
    return code;
  }
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} env */
async function runJest(args, env) {
  rmSync(reportFile, { force: true });
  const nodeArgs = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning'];
  const { code } = await runTool('jest', ['--json', `--outputFile=${reportFile}`, ...args], {
    live: true,
    env,
    nodeArgs,
  });
  const summary = summarizeTests(readReport(), code);
  say(summaryLine(summary));
  return summary.failed > 0 ? code || 1 : 0;
}

/** The specs start servers and browsers of their own; the launcher only tells them where the programs are. @param {string[]} args */
async function testEnvironment(args) {
  const redis = await findRedisServer();
  if (!redis) throw noRedis();
  const browser = needsBrowser(args) ? { CHROME_BIN: await findBrowser() } : {};
  return { ...process.env, REDIS_SERVER_BIN: redis.command, ...browser };
}

/** @param {string[]} args */
const needsBrowser = (args) => !args.includes('--selectProjects') || args.includes('browser');

function readReport() {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return null;
  }
}
