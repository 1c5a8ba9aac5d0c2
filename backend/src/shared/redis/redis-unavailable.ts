const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT']);
const CLIENT_ERRORS = new Set(['MaxRetriesPerRequestError', 'AbortError', 'ClusterAllFailedError']);
const CLIENT_MESSAGES =
  /^(Connection is closed\.|Command timed out|Stream isn't writeable|Socket timeout|Cluster (is|isn't) |None of startup nodes|Too many Cluster redirections)/;
const SERVER_REPLIES =
  /^(LOADING|READONLY|MASTERDOWN|UNBLOCKED|CLUSTERDOWN|TRYAGAIN|BUSY|MISCONF|OOM|NOAUTH|WRONGPASS|NOPERM) /;

/** Says whether Redis, and not the caller or our code, is why a command failed: the same request may succeed later. */
export function isRedisUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    CLIENT_ERRORS.has(error.name) ||
    NETWORK_CODES.has(code) ||
    CLIENT_MESSAGES.test(error.message) ||
    SERVER_REPLIES.test(error.message)
  );
}
