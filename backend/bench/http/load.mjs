import { Agent, request } from 'node:http';
import { HOST } from '../engines/engine.mjs';
import { quantile } from '../statistics.mjs';

/** One request: `body` is JSON text, or undefined for a GET. @typedef {{ path: string, body?: string }} Call */
/** How long each of some equal requests took, and all of them together, in milliseconds. @typedef {{ durations: number[], ms: number }} Load */

/**
 * Sends `count` requests over `lanes` connections that stay open; each lane sends the next one when it has its answer.
 * Rejects at the first answer that is no success, and when `signal` aborts.
 * @param {{ port: number, count: number, lanes: number, call: (index: number) => Call, signal: AbortSignal }} plan
 * @returns {Promise<Load>}
 */
export async function load({ port, count, lanes, call, signal }) {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes });
  /** @type {number[]} */
  const durations = [];
  let sent = 0;
  const lane = async () => {
    while (sent < count) {
      const startedAt = performance.now();
      await send(agent, port, call(sent++), signal);
      durations.push(performance.now() - startedAt);
    }
  };
  try {
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: lanes }, lane));
    return { durations, ms: performance.now() - startedAt };
  } finally {
    agent.destroy();
  }
}

/** What several loads of the same kind came to. @param {Load[]} loads */
export function summary(loads) {
  const durations = loads.flatMap((one) => one.durations);
  const ms = loads.reduce((sum, one) => sum + one.ms, 0);
  return {
    perSecond: (1000 * durations.length) / ms,
    middleMs: quantile(durations, 0.5),
    slowMs: quantile(durations, 0.99),
  };
}

/** Resolves when the whole answer is there. @param {Agent} agent @param {number} port @param {Call} call @param {AbortSignal} signal @returns {Promise<void>} */
function send(agent, port, { path, body }, signal) {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length };
    const method = body === undefined ? 'GET' : 'POST';
    const sending = request({ agent, host: HOST, port, path, method, headers, signal }, (response) => {
      const { statusCode = 0 } = response;
      response.once('error', reject).resume();
      if (statusCode < 200 || statusCode > 299) reject(new Error(`${method} ${path} was answered with ${statusCode}`));
      else response.once('end', resolve);
    });
    sending.once('error', reject).end(body);
  });
}
