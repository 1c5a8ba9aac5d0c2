import type { RedisOptions } from 'ioredis';
import type { ProcessKind } from '../config';

/** What a connection is for. One that waits for work or listens cannot answer anything else meanwhile. */
export type RedisRole = 'commands' | 'blocking' | 'subscriber';

const LONGEST_PAUSE_MS = 1_000;

/** Longer than any blocking read of the engine, so that only a dead connection runs into it. */
const SILENCE_MS = 8_000;

/** Waits for Redis for as long as it takes; a connection that went silent under a command is replaced. */
const patient: RedisOptions = { maxRetriesPerRequest: null, socketTimeout: SILENCE_MS };

/** Opened by its first command: the process may never need it. */
const patientWhenNeeded: RedisOptions = { ...patient, lazyConnect: true };

/** Fails in time for an answer: a person waits at the other end. */
const prompt: RedisOptions = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
  connectTimeout: 2_000,
  commandTimeout: 2_000,
  socketTimeout: 2_000,
};

/** How a connection of this role behaves in this kind of process while Redis is away. */
export function redisOptions(kind: ProcessKind, role: RedisRole): RedisOptions {
  const temper = role !== 'commands' ? patientWhenNeeded : kind === 'api' ? prompt : patient;
  return { ...temper, retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_PAUSE_MS) };
}
