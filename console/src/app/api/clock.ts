import { InjectionToken } from '@angular/core';

/** The only door to time and chance in the console; specs put their own behind it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
}

/** The browser's clock. */
export const CLOCK = new InjectionToken<Clock>('CLOCK', {
  providedIn: 'root',
  factory: () => ({ now: () => Date.now(), random: () => Math.random() }),
});
