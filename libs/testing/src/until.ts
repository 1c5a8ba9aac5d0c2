import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until `probe` answers something truthy and returns it; throws when that takes longer than `timeoutMs`.
 * For conditions that live in another process; inside one process wait for its event instead.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`Waited ${String(timeoutMs)} ms in vain until ${what}`);
    await delay(20);
  }
}
