const SAME_REQUEST_MS = 1000;

/**
 * Listens for requests to stop: Ctrl-C, a signal, or the end of the process that started this one. `soft` is aborted by
 * the first one, `hard` by a second one. One Ctrl-C arrives several times, from the terminal and from npm, and counts once.
 */
export function listenForStop() {
  const soft = new AbortController();
  const hard = new AbortController();
  let firstAt = 0;
  const request = () => {
    if (!soft.signal.aborted) firstAt = performance.now();
    else if (performance.now() - firstAt > SAME_REQUEST_MS) hard.abort();
    soft.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, request);
  process.channel?.unref();
  return { soft: soft.signal, hard: hard.signal };
}

/** Settles once `signal` is aborted. @param {AbortSignal} signal @returns {Promise<void>} */
export const aborted = (signal) =>
  new Promise((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  );
