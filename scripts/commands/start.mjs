import { setTimeout as delay } from 'node:timers/promises';
import { buildParts } from '../launcher/build-parts.mjs';
import { emulatorEnvironment, emulatorPort, emulatorProcess } from '../launcher/emulator.mjs';
import { Fleet } from '../launcher/fleet.mjs';
import { openRedis } from '../launcher/open-redis.mjs';
import { bold, elapsed, say } from '../launcher/report.mjs';
import { readSettings, refuseBusyPort } from '../launcher/settings.mjs';
import { aborted, listenForStop } from '../launcher/stop-signals.mjs';
import { originOf, untilReady } from '../launcher/until-ready.mjs';

// A worker must not wait for ever for an API that cannot start.
const LONGEST_HEAD_START_MS = 10_000;

/**
 * `npm start`: everything on one machine until Ctrl-C, then an orderly end in which no task is lost. With `--emulator` the
 * models are asked too, those of the emulator: no key, no cost.
 * @param {string[]} args
 */
export default async function start(args) {
  const startedAt = performance.now();
  const settings = readSettings();
  await refuseBusyPort(settings);
  await buildParts();
  const stop = listenForStop();
  const redis = await openRedis();
  const emulator = args.includes('--emulator') ? emulatorProcess(() => undefined) : null;
  const fleet = new Fleet(settings, { ...redis.env, ...(emulator ? emulatorEnvironment(emulatorPort()) : {}) });
  try {
    const ready = untilReady(originOf(settings), stop.soft);
    emulator?.start();
    void fleet.start(Promise.race([ready, delay(LONGEST_HEAD_START_MS, undefined, { ref: false })]));
    void ready.then(() => (stop.soft.aborted ? undefined : announce(settings, startedAt)));
    await Promise.race([aborted(stop.soft), fleet.refused]);
  } finally {
    say('Stopping …');
    await fleet.stop(stop.hard);
    await emulator?.stop(stop.hard);
    await redis.close();
  }
  say('Stopped; the queue is kept for the next start.');
  return 0;
}

/** @param {import('../launcher/settings.mjs').Settings} settings @param {number} startedAt */
function announce(settings, startedAt) {
  say(`API: ready in ${elapsed(startedAt)}; workers: ${settings.workers}`);
  say(`\n  ${bold(`Workstream is at ${originOf(settings)}`)}\n\n  Ctrl-C stops everything and keeps the queue.\n`);
}
