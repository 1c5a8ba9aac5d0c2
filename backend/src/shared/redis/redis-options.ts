import { LONGEST_WAIT_MS } from '@workstream/engine';
import type { RedisOptions } from 'ioredis';
import type { ProcessKind } from '../config';

/** What a connection is for. One that waits for work or listens cannot answer anything else meanwhile. */
export type RedisRole = 'commands' | 'blocking' | 'subscriber';

const LONGEST_PAUSE_MS = 1_000;

/** Only a dead connection, or a frozen server, leaves a command without an answer for so long. */
const SILENCE_MS = 5_000;
/** The same beyond the time that a blocking command may take. */
const SILENCE_AFTER_WAIT_MS = 3_000;

/** How soon the network is asked about a connection on which nothing happens. */
const KEEP_ALIVE_MS = 10_000;

/** A server that became a replica, or is reading its data, has executed nothing: the command goes to its successor. */
const MOVED_ON = /^(READONLY|LOADING|UNBLOCKED)/;
const RECONNECT_AND_SEND_AGAIN = 2;

/** Waits for Redis for as long as it takes; a connection that went silent under a command is replaced. */
const patient: RedisOptions = { maxRetriesPerRequest: null, socketTimeout: SILENCE_MS };

/** Opened by its first command: the process may never need it. */
const patientWhenNeeded: RedisOptions = { ...patient, lazyConnect: true };

const blocking: RedisOptions = { ...patientWhenNeeded, socketTimeout: LONGEST_WAIT_MS + SILENCE_AFTER_WAIT_MS };

/** Fails in time for an answer: a person waits at the other end. */
const prompt: RedisOptions = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
  // What may have been executed is not sent again by itself: a task would be created twice.
  autoResendUnfulfilledCommands: false,
  connectTimeout: 2_000,
  commandTimeout: 2_000,
  socketTimeout: 2_000,
};

/** How a connection of this role behaves in this kind of process while Redis is away. */
export function redisOptions(kind: ProcessKind, role: RedisRole): RedisOptions {
  const temper = { blocking, subscriber: patientWhenNeeded, commands: kind === 'api' ? prompt : patient }[role];
  return {
    ...temper,
    keepAlive: KEEP_ALIVE_MS,
    retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_PAUSE_MS),
    reconnectOnError: ({ message }) => (MOVED_ON.test(message) ? RECONNECT_AND_SEND_AGAIN : false),
  };
}
