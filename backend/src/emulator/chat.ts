import type { ServerResponse } from 'node:http';
import type { Account } from './account';
import type { ChatRequest } from './chat-request';
import { complete, isErrorReply, type Completion } from './completion';
import { errorReply, availabilityReply, faultReply, type ErrorReply } from './errors';
import { ANSWER_FAULTS, REPLY_FAULTS, type AnswerFault, type FaultRule } from './faults';
import type { EmulatedModel } from './models';
import type { Provider } from './provider';
import { sendReply } from './reply';
import type { LoggedRequest } from './request-log';
import { seededNumber, sha256 } from './seeded';
import { streamAnswer, wholeAnswer, type Sending } from './send-completion';

/** One request for a completion, and where its answer goes. */
export interface ChatCall {
  readonly request: ChatRequest;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly account: Account;
  readonly response: ServerResponse;
  readonly entry: LoggedRequest;
}

const DEFAULT_TTL_S = 300;

/** Answers `POST /chat/completions`: first what is to go wrong, then the limits and the credit, then the model. */
export async function chat(provider: Provider, call: ChatCall): Promise<void> {
  const { request, body, account, entry, response } = call;
  const rule = provider.faults.next({ model: request.model ?? '', key: account.key, body });
  entry.fault = rule?.fault ?? null;
  if (rule?.fault === 'connection_reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const model = provider.model(request.model ?? '');
  const refusal = refusalOf(provider, call, rule) ?? (model ? whyNot(provider, account, model) : unknownModel(request));
  if (refusal || !model) sendReply(response, refusal ?? unknownModel(request));
  else await answer(provider, call, { model, rule, fault: answerFault(rule) });
}

interface Answering {
  readonly model: EmulatedModel;
  readonly rule: FaultRule | null;
  readonly fault: AnswerFault | null;
}

const answerFault = (rule: FaultRule | null): AnswerFault | null =>
  ANSWER_FAULTS.find((fault) => fault === rule?.fault) ?? null;

function refusalOf(provider: Provider, { request }: ChatCall, rule: FaultRule | null): ErrorReply | null {
  const fault = REPLY_FAULTS.find((name) => name === rule?.fault);
  if (fault && rule) return faultReply(fault, rule, provider.clock.now());
  if ((request.messages ?? []).length > 0) return null;
  return errorReply(400, 'invalid_request', 'Input required: specify "messages"');
}

const unknownModel = ({ model = '' }: ChatRequest): ErrorReply =>
  availabilityReply(400, { code: 'model_not_found', retryable: false, requested_models: [model] });

// A negative balance refuses the free models too, as the provider does.
function whyNot(provider: Provider, account: Account, model: EmulatedModel): ErrorReply | null {
  if (account.isExhausted) return errorReply(402, 'payment_required', 'Insufficient credits. Add more to go on.');
  const used = provider.takeRequest(account, model);
  if (!used) return null;
  return errorReply(429, 'rate_limit_exceeded', `Rate limit exceeded: ${String(used.limit.requests)} requests`, {
    headers: {
      'retry-after': String(Math.max(1, Math.ceil((used.resetMs - provider.clock.now()) / 1000))),
      'x-ratelimit-limit': String(used.limit.requests),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(used.resetMs),
    },
  });
}

async function answer(provider: Provider, call: ChatCall, { model, rule, fault }: Answering): Promise<void> {
  const { request, response, headers, account } = call;
  const cached = fromCache(provider, call);
  const outcome = cached?.completion ?? (await complete(request, model, { seed: provider.seed, fault }));
  if (isErrorReply(outcome)) {
    sendReply(response, outcome);
    return;
  }
  const sending = prepare(provider, call, { completion: outcome, model, rule, fault, isCacheHit: cached !== null });
  response.setHeader('x-generation-id', sending.id);
  if (wantsCache(headers)) setCacheHeaders(response, headers, cached);
  if (request.stream === true) await streamAnswer(response, sending, provider.clock);
  else sendReply(response, { status: 200, headers: {}, body: wholeAnswer(sending) });
  settle(provider, call, sending);
  // Whoever left in the middle broke the answer off: there is no whole one to keep.
  const isWhole = !fault && response.writableEnded;
  if (isWhole && wantsCache(headers) && !cached && !account.isManagement) store(provider, call, outcome);
}

function prepare(
  provider: Provider,
  { request, body }: ChatCall,
  rest: Answering & Pick<Sending, 'completion' | 'isCacheHit'>,
): Sending {
  const number = provider.nextNumber();
  const unique = Math.floor(seededNumber(provider.seed, number, body) * 2 ** 32).toString(16);
  const created = Math.floor(provider.clock.now() / 1000);
  const id = `gen-${String(created)}-${unique.padStart(8, '0')}${String(number)}`;
  return { ...rest, id, model: request.model ?? '', created, pace: provider.pace };
}

// What was sent is paid for, whether the client waited for the end or not; an error before its end is not.
function settle(provider: Provider, { request, account, entry }: ChatCall, sending: Sending): void {
  const { completion, id, model } = sending;
  const isUnpaid = sending.isCacheHit || ['no_choices', 'empty_answer'].includes(sending.fault ?? '');
  entry.cost_usd = isUnpaid ? 0 : completion.costUsd;
  account.charge(entry.cost_usd, provider.clock.now());
  const createdAtMs = provider.clock.now();
  const isStreamed = request.stream === true;
  provider.generations.set(id, { id, model, createdAtMs, completion, isStreamed, key: account.key });
}

const wantsCache = (headers: ChatCall['headers']): boolean => headers['x-openrouter-cache'] === 'true';

const ttlSecondsOf = (headers: ChatCall['headers']): number =>
  Math.min(86_400, Math.max(1, Number(headers['x-openrouter-cache-ttl'] ?? DEFAULT_TTL_S)));

const cacheKey = ({ body, account }: ChatCall): string => sha256(`${account.key}\n${body}`);

function fromCache(provider: Provider, call: ChatCall): ReturnType<Provider['cache']['get']> {
  if (call.headers['x-openrouter-cache-clear'] === 'true') provider.cache.delete(cacheKey(call));
  return wantsCache(call.headers) ? provider.cache.get(cacheKey(call), provider.clock.now()) : null;
}

function store(provider: Provider, call: ChatCall, completion: Completion): void {
  const ttlMs = ttlSecondsOf(call.headers) * 1000;
  provider.cache.put(cacheKey(call), completion, { nowMs: provider.clock.now(), ttlMs });
}

function setCacheHeaders(
  response: ServerResponse,
  headers: ChatCall['headers'],
  hit: { readonly ageMs: number } | null,
): void {
  response.setHeader('x-openrouter-cache-status', hit ? 'HIT' : 'MISS');
  response.setHeader('x-openrouter-cache-ttl', String(ttlSecondsOf(headers)));
  if (hit) response.setHeader('x-openrouter-cache-age', String(Math.floor(hit.ageMs / 1000)));
}
