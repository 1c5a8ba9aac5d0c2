/** Time and chance, passed in so that specs decide them. */
export interface ClientClock {
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Resolves after `ms`; rejects with the reason of `signal` when it aborts. */
  delay(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The clock and the chance of the machine. */
export const systemClock: ClientClock = {
  random: () => Math.random(),
  delay: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const abort = (): void => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', abort);
        resolve();
      }, ms);
      signal?.addEventListener('abort', abort, { once: true });
    }),
};
