import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from './report.mjs';

const POLL_MS = 50;
const PATIENCE_MS = 15_000;

/**
 * Settles once the API says that it can serve, or when `signal` is aborted. Says what it is waiting for when that takes long.
 * @param {string} origin
 * @param {AbortSignal} signal
 */
export async function untilReady(origin, signal) {
  let remindAt = performance.now() + PATIENCE_MS;
  for (let status = await ask(origin); status !== 200 && !signal.aborted; status = await ask(origin)) {
    if (performance.now() > remindAt) {
      remindAt += PATIENCE_MS;
      say(`Still waiting: ${origin}/ready ${status ? `answers ${status}` : 'does not answer'}`);
    }
    await delay(POLL_MS);
  }
}

/** The status of `/ready`, or 0 when nobody answers. @param {string} origin @returns {Promise<number>} */
const ask = (origin) =>
  new Promise((resolve) => {
    const request = get(`${origin}/ready`, { timeout: 5000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(0));
  });

/** Where a browser on this machine reaches what listens at `host`. @param {{ host: string, port: number }} settings */
export function originOf({ host, port }) {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
