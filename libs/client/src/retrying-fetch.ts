import type { ClientClock } from './clock';
import { WorkstreamError } from './workstream-error';

/** How often and how patiently a request is sent again. */
export interface RetryPolicy {
  /** Tries after the first. */
  readonly maxRetries: number;
  /** The first pause; each further one is twice as long, up to `maxDelayMs`, and half of it is chance. */
  readonly baseDelayMs: number;
  /** Longest pause; a server that asks for a longer one is not asked again. */
  readonly maxDelayMs: number;
}

/** How requests are sent. */
export interface SendOptions {
  readonly fetch: typeof fetch;
  readonly clock: ClientClock;
  readonly retry: RetryPolicy;
  /** Longest that one try may take. Milliseconds. */
  readonly timeoutMs: number;
}

/** The server did nothing and may be asked again. */
const AGAIN_LATER = [429, 503];

/**
 * A fetch that sends again what the server could not take just now, and what got no answer where sending twice
 * changes nothing: reading, and creating under an idempotency key. Throws `WorkstreamError` when no try got an answer.
 */
export const retryingFetch =
  (options: SendOptions) =>
  async (request: Request): Promise<Response> => {
    // A body can be sent once only; as bytes it can be sent again.
    const body = request.body ? await request.arrayBuffer() : undefined;
    const { signal } = request;
    for (let retries = 0; ; retries++) {
      const outcome = await send(request, body, options);
      const delayMs = retries < options.retry.maxRetries ? pauseMs(request, outcome, retries, options) : null;
      if (delayMs === null) return answered(outcome);
      await options.clock.delay(delayMs, signal);
    }
  };

/** The pause that doubles with each try, half of it by chance, so that clients do not come back all at once. */
export function backoffMs({ baseDelayMs, maxDelayMs }: RetryPolicy, retries: number, clock: ClientClock): number {
  return Math.min(maxDelayMs, baseDelayMs * 2 ** retries) * (0.5 + clock.random() / 2);
}

/** One try: an answer, or why there is none. */
type Outcome = { readonly response: Response } | { readonly response: null; readonly cause: unknown };

async function send(request: Request, body: ArrayBuffer | undefined, options: SendOptions): Promise<Outcome> {
  const { url, method, headers, signal } = request;
  const limit = AbortSignal.timeout(options.timeoutMs);
  try {
    const init = { method, headers, body, signal: AbortSignal.any([signal, limit]) };
    return { response: await options.fetch(url, init) };
  } catch (cause) {
    signal.throwIfAborted();
    return { response: null, cause };
  }
}

/** Null: it is not to be sent again. */
function pauseMs(request: Request, { response }: Outcome, retries: number, options: SendOptions): number | null {
  const { retry, clock } = options;
  const pause = backoffMs(retry, retries, clock);
  if (response === null) return isRepeatable(request) ? pause : null;
  if (!AGAIN_LATER.includes(response.status)) return null;
  const askedMs = Number(response.headers.get('Retry-After') ?? 0) * 1_000;
  if (Number.isNaN(askedMs)) return pause;
  return askedMs > retry.maxDelayMs ? null : askedMs + pause;
}

const isRepeatable = ({ method, headers }: Request): boolean => method === 'GET' || headers.has('Idempotency-Key');

function answered(outcome: Outcome): Response {
  if (outcome.response) return outcome.response;
  throw new WorkstreamError('The server cannot be reached', 0, null, { cause: outcome.cause });
}
