import { setTimeout as timeout } from 'node:timers/promises';

/** Time and chance, passed in wherever they matter so that specs decide them. */
export interface Clock {
  /** Milliseconds since 1970 of this machine; never compared with Redis time. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Resolves after `ms`, or at once when `signal` aborts. Never rejects. */
  delay(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock and chance. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  delay: (ms, signal) => timeout(ms, undefined, { signal }).catch(() => undefined),
};
