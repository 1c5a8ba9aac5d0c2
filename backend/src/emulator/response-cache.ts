import type { Completion } from './completion';

interface Entry {
  readonly completion: Completion;
  readonly storedAtMs: number;
  readonly ttlMs: number;
}

/** Finds a completion again by the bytes of its request; a hit costs nothing. */
export class ResponseCache {
  private readonly entries = new Map<string, Entry>();

  get(key: string, nowMs: number): { readonly completion: Completion; readonly ageMs: number } | null {
    const entry = this.entries.get(key);
    if (!entry || nowMs - entry.storedAtMs >= entry.ttlMs) return null;
    return { completion: entry.completion, ageMs: nowMs - entry.storedAtMs };
  }

  put(key: string, completion: Completion, times: { readonly nowMs: number; readonly ttlMs: number }): void {
    this.entries.set(key, { completion, storedAtMs: times.nowMs, ttlMs: times.ttlMs });
  }

  delete(key: string): void {
    this.entries.delete(key);
  }
}
