import type { Clock } from '@workstream/engine';
import type { AnswerCache } from './answer-cache';
import { connectionFailure, ProviderConnection, type ConnectionOptions, type ProviderResponse } from './connection';
import type { CallGate } from './call-gate';
import type { CallAnswer, CallFailure, CallOutcome, CallProblem } from './call-outcome';
import type { ModelCall } from './model-call';
import { ModelCatalogue } from './model-catalogue';
import { readAnswer } from './read-answer';
import { readJson, type JsonOutcome } from './read-json';
import { hasOwnDialect, requestBody } from './request-body';
import { SharedFlights } from './shared-flights';

/** Token of the process's `OpenRouterClient`, or null where no key is configured. */
export const OPENROUTER_CLIENT = Symbol('OPENROUTER_CLIENT');

/** How long a paid answer can be had again for nothing. */
const CACHE_TTL_S = 3_600;
/** What no other call can be spared either, until a person has set it right. */
const RESTING: readonly CallProblem[] = ['key_refused', 'no_credit'];

interface ClientOptions extends ConnectionOptions {
  /** How long all calls rest once the key is refused or without credit; what the failed call's task waits too. */
  readonly breaker: { readonly openMs: number };
  readonly gate: CallGate;
  /** Where answers are kept for who asks the same; null: nowhere. */
  readonly answers?: AnswerCache | null;
  readonly clock: Clock;
}

/** The model provider, or any server that speaks its language. Expected ends are values; only an abort is thrown. */
export class OpenRouterClient {
  readonly models: ModelCatalogue;
  private readonly connection: ProviderConnection;
  private readonly flights = new SharedFlights<CallOutcome>();
  private readonly hasDialect: boolean;

  constructor(private readonly options: ClientOptions) {
    this.connection = new ProviderConnection(options);
    this.hasDialect = hasOwnDialect(options.baseUrl);
    this.models = new ModelCatalogue({ client: this, clock: options.clock });
  }

  /**
   * Asks a model. Equal calls under way at the same time in this process share one answer. Aborting `signal` closes the
   * connection, so that most providers stop to work and to charge; the promise then rejects with the signal's reason.
   */
  complete(call: ModelCall, signal: AbortSignal): Promise<CallOutcome> {
    const body = requestBody(call, this.hasDialect);
    return this.flights.join(body, signal, (shared) => this.answer(call, body, shared));
  }

  /** A page of information, read whole. */
  async getJson(path: string, signal: AbortSignal): Promise<JsonOutcome> {
    const limited = this.connection.limited(signal);
    try {
      const response = await this.connection.send({ method: 'GET', path, signal: limited });
      return await readJson(response.body, this.sourceOf(response, 1));
    } catch (error) {
      signal.throwIfAborted();
      return connectionFailure(error);
    }
  }

  /** Breaks off whatever is still under way. */
  onApplicationShutdown(): Promise<void> {
    return this.connection.close();
  }

  private async answer(call: ModelCall, body: string, signal: AbortSignal): Promise<CallOutcome> {
    const { answers } = this.options;
    const kept = call.isFresh === true ? null : await answers?.find(body);
    if (kept) return kept;
    const outcome = await this.passGate(call, body, signal);
    if (outcome.status === 'ANSWERED') await answers?.keep(body, outcome);
    return outcome;
  }

  private async passGate(call: ModelCall, body: string, signal: AbortSignal): Promise<CallOutcome> {
    const estimate = await this.models.estimate(call, signal);
    const permit = await this.options.gate.before({ model: call.model, task: call.task, ...estimate }, signal);
    if ('status' in permit) return permit;
    try {
      const outcome = this.rested(await this.postUncached(call, body, signal));
      await permit.settle(outcome);
      return outcome;
    } catch (error) {
      await permit.settle({ status: 'ABANDONED' });
      throw error;
    }
  }

  private rested(outcome: CallAnswer | CallFailure): CallAnswer | CallFailure {
    if (outcome.status === 'ANSWERED' || !RESTING.includes(outcome.problem)) return outcome;
    return { ...outcome, retryAfterMs: Math.max(outcome.retryAfterMs, this.options.breaker.openMs) };
  }

  // A useless answer in the cache would stay there: it is asked for anew.
  private async postUncached(call: ModelCall, body: string, signal: AbortSignal): Promise<CallAnswer | CallFailure> {
    const outcome = await this.post(call, body, signal);
    const isUseless = outcome.status === 'FAILED' && outcome.problem === 'bad_answer' && outcome.isCacheHit;
    return isUseless ? this.post({ ...call, isFresh: true }, body, signal) : outcome;
  }

  private async post(call: ModelCall, body: string, signal: AbortSignal): Promise<CallAnswer | CallFailure> {
    const limited = this.connection.limited(signal);
    const headers = this.cacheHeaders(call);
    try {
      const request = { method: 'POST', path: '/chat/completions', headers, body, signal: limited } as const;
      const response = await this.connection.send(request);
      const isCacheHit = response.headers['x-openrouter-cache-status'] === 'HIT';
      const source = { ...this.sourceOf(response, call.task.attempt), model: call.model, isCacheHit };
      return await readAnswer(response.body, source);
    } catch (error) {
      signal.throwIfAborted();
      return connectionFailure(error);
    }
  }

  // There is no key by which the provider would know a call again; its cache knows it by its bytes, from the first attempt on.
  private cacheHeaders({ isFresh }: ModelCall): Record<string, string> {
    if (!this.hasDialect) return {};
    const headers = { 'x-openrouter-cache': 'true', 'x-openrouter-cache-ttl': String(CACHE_TTL_S) };
    return isFresh === true ? { ...headers, 'x-openrouter-cache-clear': 'true' } : headers;
  }

  private sourceOf({ status, headers }: ProviderResponse, attempt: number) {
    const generationId = headers['x-generation-id'] ?? null;
    return { httpStatus: status, headers, nowMs: this.options.clock.now(), attempt, generationId };
  }
}
