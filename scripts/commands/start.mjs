import { buildParts } from '../launcher/build-parts.mjs';
import { Fleet } from '../launcher/fleet.mjs';
import { openRedis } from '../launcher/open-redis.mjs';
import { bold, elapsed, say } from '../launcher/report.mjs';
import { readSettings, refuseBusyPort } from '../launcher/settings.mjs';
import { aborted, listenForStop } from '../launcher/stop-signals.mjs';
import { originOf, untilReady } from '../launcher/until-ready.mjs';

/** `npm start`: everything on one machine until Ctrl-C, then an orderly end in which no task is lost. */
export default async function start() {
  const startedAt = performance.now();
  const settings = readSettings();
  await refuseBusyPort(settings);
  await buildParts();
  const stop = listenForStop();
  const redis = await openRedis();
  const fleet = new Fleet(settings, redis.env);
  try {
    fleet.start();
    void announce(settings, startedAt, stop.soft);
    await Promise.race([aborted(stop.soft), fleet.refused]);
  } finally {
    say('Stopping …');
    await fleet.stop(stop.hard);
    await redis.close();
  }
  say('Stopped; the queue is kept for the next start.');
  return 0;
}

/** @param {import('../launcher/settings.mjs').Settings} settings @param {number} startedAt @param {AbortSignal} signal */
async function announce(settings, startedAt, signal) {
  const origin = originOf(settings);
  await untilReady(origin, signal);
  if (signal.aborted) return;
  say(`API and ${settings.workers} workers: ready in ${elapsed(startedAt)}`);
  say(`\n  ${bold(`Workstream is at ${origin}`)}\n\n  Ctrl-C stops everything and keeps the queue.\n`);
}
