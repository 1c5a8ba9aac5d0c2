import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { EmbeddedRedis } from './embedded-redis.mjs';
import { Refusal, say } from './report.mjs';

/**
 * The Redis that the processes shall use: the one the environment names, which is left alone, or an embedded one. `env`
 * is what to tell the processes.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, close: () => Promise<void> }>}
 */
export async function openRedis() {
  const { REDIS_SENTINELS: sentinels, REDIS_CLUSTER_NODES: nodes } = process.env;
  if (sentinels || nodes) {
    say(`Redis: the one at ${sentinels || nodes}`);
    return { env: {}, close: async () => {} };
  }
  const given = givenUrl();
  if (given) {
    await refuseSilence(given);
    say('Redis: the one in REDIS_URL');
    return { env: {}, close: async () => {} };
  }
  const redis = await EmbeddedRedis.open();
  say(`Redis: ${redis.description}, port ${redis.port}, data in .data/redis`);
  return { env: { REDIS_URL: redis.url }, close: () => redis.close() };
}

function givenUrl() {
  const { REDIS_URL: url, REDIS_URL_FILE: file } = process.env;
  if (url || !file) return url;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Refusal(`REDIS_URL_FILE cannot be read (${file}): correct the path or unset it.`);
  }
}

/** The same for a program that comes and goes: it may share the embedded Redis with the launcher that runs it. */
export async function joinRedis() {
  const { REDIS_SENTINELS, REDIS_CLUSTER_NODES } = process.env;
  const url = REDIS_SENTINELS || REDIS_CLUSTER_NODES || givenUrl() ? null : await EmbeddedRedis.urlInUse();
  return url ? { env: { REDIS_URL: url }, close: async () => {} } : openRedis();
}

/** A wrong address is the likeliest mistake, and the processes would wait for it for ever. @param {string} given */
async function refuseSilence(given) {
  const address = addressOf(given);
  const socket = connect(address);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(5000) });
  } catch {
    const place = address.path ?? `${address.host}:${address.port}`;
    throw new Refusal(
      `Nothing answers at REDIS_URL (${place}): start that Redis, or unset REDIS_URL to use the embedded one.`,
    );
  } finally {
    socket.on('error', () => {}).destroy();
  }
}

/** @param {string} given @returns {{ path: string, host?: string, port?: number } | { path?: undefined, host: string, port: number }} */
function addressOf(given) {
  if (given.startsWith('/')) return { path: given };
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^rediss?:$/.test(url.protocol))
    throw new Refusal('REDIS_URL must look like redis://host:6379, rediss://host:6379 or /path/of/a/socket.');
  return { host: (url.hostname || '127.0.0.1').replace(/^\[|\]$/g, ''), port: Number(url.port || 6379) };
}
