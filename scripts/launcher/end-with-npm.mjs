const POLL_MS = 500;

/**
 * Asks this process to stop when npm is told to. npm passes a signal only to the shell between the two, and that dies
 * without a word: losing the parent is the one trace of it.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event || process.channel) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, POLL_MS);
  timer.unref();
}
