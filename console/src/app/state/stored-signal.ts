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

/** Keeps a list in localStorage; what `accept` does not know is left out, and without a list `fallback` counts. */
export function storedList<T>(
  key: string,
  accept: (value: unknown) => value is T,
  fallback: readonly T[],
): StoredSignal<readonly T[]> {
  const stored = signal(readList(key)?.filter(accept) ?? fallback);
  return {
    value: stored.asReadonly(),
    set: (next) => {
      stored.set(next);
      write(key, JSON.stringify(next));
    },
  };
}

function readList(key: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
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
