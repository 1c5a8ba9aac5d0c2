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
  return address.nodes ? new Cluster([...address.nodes], clusterOptions(all)) : connectServer(address.url, all);
}

/**
 * A new connection to listen on. Every node of a Cluster hears every message, so there it leads to one of them, and to the
 * next one when that is lost: unlike the Cluster's own it says so when messages may have been missed.
 */
export function connectSubscriber(address: RedisAddress, options: RedisOptions = {}): Redis {
  const all = { ...address.options, ...options };
  const { nodes } = address;
  if (!nodes) return connectServer(address.url, all);
  const retryStrategy = (attempt: number) => {
    Object.assign(redis.options, nodes[attempt % nodes.length]);
    return options.retryStrategy ? options.retryStrategy(attempt) : SUBSCRIBER_PAUSE_MS;
  };
  const redis = new Redis({ ...all, ...nodes[0], retryStrategy });
  return redis;
}

const SUBSCRIBER_PAUSE_MS = 100;

const connectServer = (url: string | undefined, options: RedisOptions): Redis =>
  url === undefined ? new Redis(options) : new Redis(url, options);

/** A Cluster's commands are tried again by the Cluster and not by the connections to its nodes. */
function clusterOptions(options: RedisOptions) {
  const { enableOfflineQueue, lazyConnect, maxRetriesPerRequest, retryStrategy, ...redisOptions } = options;
  return {
    redisOptions,
    enableOfflineQueue,
    lazyConnect,
    slotsRefreshInterval: SLOTS_REFRESH_MS,
    ...(retryStrategy && { clusterRetryStrategy: retryStrategy }),
    // A command that may have been executed is not sent again when somebody waits who can decide that better.
    ...(maxRetriesPerRequest === null ? { maxRedirections: PATIENT_REDIRECTIONS } : { retryDelayOnFailover: 0 }),
  };
}

/** How soon a Cluster is noticed to have changed when no command runs into it. */
const SLOTS_REFRESH_MS = 1_000;

/** At a tenth of a second each: longer than a fail-over takes. */
const PATIENT_REDIRECTIONS = 300;

/**
 * Puts a command that names no key, such as INFO or SCAN, to the server that holds our keys; a Cluster by itself would put it
 * to any of its servers.
 */
export const askServer = (redis: RedisClient, keys: Keys, command: string, ...words: string[]): Promise<unknown> =>
  redis instanceof Cluster
    ? redis.eval('return redis.call(unpack(ARGV))', 1, keys.wake, command, ...words)
    : redis.call(command, ...words);
