import type { Readable } from 'node:stream';
import { messageOf } from '@workstream/engine';
import { Agent } from 'undici';
import { failed, type CallFailure } from './call-outcome';
import { objectOf, textOf } from './tolerant-json';

const CONNECT_TIMEOUT_MS = 10_000;
const REFERER = 'https://github.com/workstream/workstream';
const TITLE = 'Workstream';

/** Where the provider is, and how patient to be with it. */
export interface ConnectionOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Until an answer begins, between two parts of it, and until its end. */
  readonly headersTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly callTimeoutMs: number;
}

/** An answer whose body is still to be read. */
export interface ProviderResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Readable;
}

interface ProviderRequest {
  readonly method: 'GET' | 'POST';
  /** Below the base address, from its slash on. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** HTTP to the provider over connections of its own, whose limits of time hold for nothing else in the process. */
export class ProviderConnection {
  private readonly agent: Agent;
  private readonly base: URL;

  constructor(private readonly options: ConnectionOptions) {
    this.base = new URL(options.baseUrl);
    this.agent = new Agent({
      headersTimeout: options.headersTimeoutMs,
      bodyTimeout: options.idleTimeoutMs,
      connect: { timeout: CONNECT_TIMEOUT_MS },
    });
  }

  /** Aborts with the caller, or when a call has taken as long as one may take. */
  limited(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, AbortSignal.timeout(this.options.callTimeoutMs)]);
  }

  /** Sends a request. Rejects when no answer begins: see `connectionFailure`. Aborting closes the connection. */
  async send({ method, path, headers, body, signal }: ProviderRequest): Promise<ProviderResponse> {
    const answer = await this.agent.request({
      origin: this.base.origin,
      path: `${this.base.pathname}${path}`,
      method,
      headers: {
        authorization: `Bearer ${this.options.apiKey}`,
        'http-referer': REFERER,
        'x-openrouter-title': TITLE,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', accept: 'text/event-stream, application/json' }),
        ...headers,
      },
      body,
      signal,
    });
    return { status: answer.statusCode, headers: plain(answer.headers), body: answer.body };
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}

const plain = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

/** What went wrong with the connection itself, whether before the answer or in the middle of it. */
export function connectionFailure(error: unknown): CallFailure {
  // Not every error of the platform is an Error: an abort that ran out of time is not.
  const fields = objectOf(error);
  const code = textOf(fields['code']) ?? '';
  const name = textOf(fields['name']) ?? '';
  if (name === 'TimeoutError') return failed('timed_out', 'The call took longer than a call may take');
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return failed('timed_out', 'The provider did not begin to answer in time');
  if (code === 'UND_ERR_BODY_TIMEOUT')
    return failed('timed_out', 'The provider fell silent in the middle of its answer');
  if (/TIMEOUT|TIMEDOUT/.test(code)) return failed('timed_out', 'No connection to the provider came about in time');
  return failed('unreachable', `The connection to the provider failed: ${code === '' ? messageOf(error) : code}`);
}
