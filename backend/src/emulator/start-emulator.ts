import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf } from '@workstream/engine';
import type { Account } from './account';
import { chat } from './chat';
import type { ChatRequest } from './chat-request';
import { control } from './control';
import { errorReply, type ErrorReply } from './errors';
import type { FaultRule } from './faults';
import { apiPath, keyInformation, publicInformation } from './information';
import { Provider, type EmulatorOptions } from './provider';
import { sendReply } from './reply';
import type { LoggedRequest } from './request-log';

const MAX_BODY_BYTES = 100 * 1024 * 1024;

/** A running emulator. */
export interface Emulator {
  /** What `OPENROUTER_BASE_URL` is to be. */
  readonly baseUrl: string;
  readonly provider: Provider;
  /** Adds to what is to go wrong. */
  fail(...rules: readonly FaultRule[]): void;
  /** The completions that were asked for, oldest first. */
  completions(): readonly LoggedRequest[];
  close(): Promise<void>;
}

/** Starts an emulator of the provider on a loopback port. Rejects when the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const provider = new Provider(options);
  const server = createServer((request, response) => {
    handle(provider, request, response).catch((fault: unknown) => {
      if (response.headersSent) response.destroy();
      else sendReply(response, errorReply(500, 'unmapped', messageOf(fault)));
    });
  });
  await once(server.listen(options.port ?? 0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${String(port)}/api/v1`,
    provider,
    fail: (...rules) => provider.faults.add(...rules),
    completions: () => provider.log.all('/chat/completions'),
    close: () => close(server),
  };
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

async function handle(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://emulator');
  const body = await readBody(request);
  const parsed = parse(body);
  const refusal = body === null ? tooLarge : parsed === undefined ? noJson : null;
  const reply = refusal ?? control(provider, `${request.method ?? ''} ${url.pathname}`, parsed);
  if (reply) {
    sendReply(response, reply);
  } else {
    const entry = note(provider, { request, response, url, parsed });
    await serve(provider, { request, response, url, body: body ?? '', parsed, entry });
  }
}

const tooLarge: ErrorReply = errorReply(413, 'payload_too_large', 'The request is too large.');
const noJson: ErrorReply = errorReply(400, 'invalid_request', 'The body is no JSON.');

interface Served {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly body: string;
  readonly parsed: unknown;
  readonly entry: LoggedRequest;
}

async function serve(provider: Provider, served: Served): Promise<void> {
  const { request, response, url, body, parsed, entry } = served;
  const account = accountOf(provider, request);
  if (request.method === 'POST' && apiPath(url) === '/chat/completions' && account?.isManagement === false) {
    const call = { request: parsed as ChatRequest, body, headers: plainHeaders(request), account, response, entry };
    await chat(provider, call);
  } else {
    sendReply(response, informationFor(provider, account, url));
  }
}

function informationFor(provider: Provider, account: Account | null, url: URL): ErrorReply {
  const open = publicInformation(provider, apiPath(url));
  if (open) return open;
  if (!account) return unauthorized;
  if (account.isManagement && apiPath(url) === '/chat/completions') return managementOnly;
  return keyInformation(provider, account, url) ?? errorReply(404, 'not_found', 'Not found');
}

const unauthorized: ErrorReply = errorReply(401, 'authentication', 'No cookie auth credentials found');
const managementOnly: ErrorReply = errorReply(403, 'permission_denied', 'Management keys cannot be used for inference');

const accountOf = (provider: Provider, { headers }: IncomingMessage): Account | null =>
  provider.account((headers.authorization ?? '').replace(/^Bearer /, ''));

function note(provider: Provider, { request, response, url, parsed }: Omit<Served, 'body' | 'entry'>): LoggedRequest {
  const { model = null, metadata } = (parsed ?? {}) as { model?: string; metadata?: Record<string, string> };
  const entry = provider.log.add({
    at_ms: provider.clock.now(),
    method: request.method ?? '',
    path: apiPath(url),
    model,
    task_id: metadata?.['task_id'] ?? null,
    headers: withoutKey(plainHeaders(request)),
    body: parsed,
    status: null,
    fault: null,
    cost_usd: 0,
    ended_at_ms: null,
    was_left: false,
  });
  response.once('close', () => {
    entry.status = response.headersSent ? response.statusCode : null;
    entry.ended_at_ms = provider.clock.now();
    entry.was_left = !response.writableFinished;
  });
  return entry;
}

const plainHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const withoutKey = ({ authorization, ...headers }: Record<string, string>): Record<string, string> => ({
  ...headers,
  ...(authorization === undefined ? {} : { authorization: `${authorization.slice(0, 12)}…` }),
});

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return bytes > MAX_BODY_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}

function parse(body: string | null): unknown {
  if (body === null || body === '') return null;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
