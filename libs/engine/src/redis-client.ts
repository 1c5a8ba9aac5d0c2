import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Keys } from './keys';

/** A connection for commands: to one server, to the master that a Sentinel names, or to a Cluster. */
export type RedisClient = Redis | Cluster;

/** Where Redis is, as plain data, so that it can be handed to a thread. */
export interface RedisAddress {
  /** One server: a redis:// or rediss:// address, or the path of a unix socket. */
  readonly url?: string;
  /** Some nodes of a Cluster, in place of `url`; they tell of the others. */
  readonly nodes?: readonly { readonly host: string; readonly port: number }[];
  /** What else it takes to be let in: password, TLS, or the Sentinels and the name of their master in place of `url`. */
  readonly options?: RedisOptions;
}

/** A new connection. It tries for ever to come about; what it does with commands meanwhile is up to `options`. */
export function connectRedis(address: RedisAddress, options: RedisOptions = {}): RedisClient {
  const all = { ...address.options, ...options };
  if (address.nodes) return new Cluster([...address.nodes], clusterOptions(all));
  return address.url === undefined ? new Redis(all) : new Redis(address.url, all);
}

/** A Cluster's commands are tried again by the Cluster and not by the connections to its nodes. */
function clusterOptions(options: RedisOptions) {
  const { enableOfflineQueue, lazyConnect, maxRetriesPerRequest, retryStrategy, ...redisOptions } = options;
  return {
    redisOptions,
    enableOfflineQueue,
    lazyConnect,
    ...(retryStrategy && { clusterRetryStrategy: retryStrategy }),
    // A command that may have been executed is not sent again when somebody waits who can decide that better.
    ...(maxRetriesPerRequest === null ? { maxRedirections: PATIENT_REDIRECTIONS } : { retryDelayOnFailover: 0 }),
  };
}

/** At a tenth of a second each: longer than a fail-over takes. */
const PATIENT_REDIRECTIONS = 300;

/**
 * The server that holds all our keys, for commands that concern a server and not a key, such as INFO and SCAN: a Cluster
 * would ask any of its own. Only for the next command: after a fail-over it is another one.
 *
 * @throws Error when the Cluster has no master for them just now
 */
export async function serverHolding(keys: Keys, redis: RedisClient): Promise<Redis> {
  if (!(redis instanceof Cluster)) return redis;
  const slot = await redis.cluster('KEYSLOT', keys.wake);
  const [master] = redis.slots[slot] ?? [];
  const server = redis
    .nodes('master')
    .find(({ options }) => `${options.host ?? ''}:${String(options.port)}` === master);
  if (!server) throw new Error('The Cluster has no master for our keys just now');
  return server;
}
