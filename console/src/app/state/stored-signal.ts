import { Signal, signal } from '@angular/core';

/** A choice that outlives the page. */
export interface StoredSignal<T> {
  readonly value: Signal<T>;
  set(value: T): void;
}

/** Keeps one of `allowed` in localStorage; where that is closed or holds something else, `fallback` counts. */
export function storedSignal<T extends string>(key: string, allowed: readonly T[], fallback: T): StoredSignal<T> {
  const value = signal(read(key, allowed) ?? fallback);
  return {
    value: value.asReadonly(),
    set: (next) => {
      value.set(next);
      write(key, next);
    },
  };
}

function read<T extends string>(key: string, allowed: readonly T[]): T | undefined {
  try {
    const stored = localStorage.getItem(key);
    return allowed.find((candidate) => candidate === stored);
  } catch {
    return undefined;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return; // A browser without storage still has the choice for this page.
  }
}
