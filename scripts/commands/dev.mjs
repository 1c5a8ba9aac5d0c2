import { watch } from 'node:fs';
import { copyAssets, forgetBuild } from '../launcher/build-parts.mjs';
import { Fleet } from '../launcher/fleet.mjs';
import { openRedis } from '../launcher/open-redis.mjs';
import { inRoot } from '../launcher/project.mjs';
import { bold, say } from '../launcher/report.mjs';
import { readSettings, refuseBusyPort } from '../launcher/settings.mjs';
import { showPrefixed } from '../launcher/show-prefixed.mjs';
import { aborted, listenForStop } from '../launcher/stop-signals.mjs';
import { SupervisedProcess } from '../launcher/supervised-process.mjs';
import { toolScript } from '../launcher/tools.mjs';

const COMPILED = 'Found 0 errors';
const SETTLE_MS = 100;

/** `npm run dev`: everything in one terminal, compiled and started again at every saved file. */
export default async function dev() {
  const settings = readSettings();
  await refuseBusyPort(settings);
  // The compiler is about to write into the same folder, and only it will know from what.
  forgetBuild('server');
  const stop = listenForStop();
  const redis = await openRedis();
  const fleet = new Fleet(settings, redis.env, (name, stream) => showPrefixed(name, stream));
  const tools = [compiler(stop.soft, () => void fleet.restart()), consoleServer(stop.soft)];
  const scripts = watchScripts(() => void fleet.restart());
  try {
    for (const tool of tools) tool.start();
    say(
      `\n  ${bold('The console is at http://127.0.0.1:4200')}, the API at port ${settings.port}. Ctrl-C stops everything.\n`,
    );
    await Promise.race([aborted(stop.soft), fleet.refused]);
  } finally {
    scripts.close();
    await Promise.all([fleet.stop(stop.hard), ...tools.map((tool) => tool.stop(stop.hard))]);
    await redis.close();
  }
  return 0;
}

/** Compiles in watch mode; every success, the first one included, (re)starts the processes. @param {AbortSignal} until @param {() => void} compiled */
const compiler = (until, compiled) =>
  tool('compiler', ['nest', 'build', 'api', '--watch', '--preserveWatchOutput'], until, (line) => {
    if (!line.includes(COMPILED)) return;
    copyAssets();
    compiled();
  });

/** @param {AbortSignal} until */
const consoleServer = (until) => tool('console', ['ng', 'serve'], until);

/**
 * A tool that runs beside the processes. What it says while it is being stopped would only look like an error.
 * @param {string} name
 * @param {[import('../launcher/tools.mjs').Tool, ...string[]]} command
 * @param {AbortSignal} until
 * @param {(line: string) => void} [notice]
 */
const tool = (name, [script, ...args], until, notice) =>
  new SupervisedProcess({
    name,
    args: [toolScript(script), ...args],
    env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
    onRefusal: () => {},
    show: (shown, stream) => showPrefixed(shown, stream, { notice, until }),
  });

/** The compiler does not look at Lua. @param {() => void} changed */
function watchScripts(changed) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  return watch(inRoot('libs/engine/src/lua'), (_, file) => {
    if (!file?.endsWith('.lua')) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      copyAssets();
      changed();
    }, SETTLE_MS);
  });
}
