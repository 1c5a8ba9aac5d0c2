import { Inject, Injectable } from '@nestjs/common';
import { SCOPES, type Scope } from '@workstream/contracts';
import type { Request, Response } from 'express';
import {
  AccessLimits,
  ApiKeys,
  Sessions,
  type ApiKey,
  type OpenSession,
  type RequestAllowance,
} from '../../shared/access';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { isLoopback, ProblemException } from '../http';
import { sessionTokenOf } from './session-cookie';

/** Who asks. */
export interface Principal {
  readonly authentication: 'open' | 'api_key' | 'session';
  readonly key: ApiKey | null;
  readonly scopes: readonly Scope[];
  /** When the session ends whatever happens; null without one. */
  readonly endsAtMs: number | null;
}

const EVERYONE: Principal = { authentication: 'open', key: null, scopes: SCOPES, endsAtMs: null };

/** Says who asks and whether they may. */
@Injectable()
export class AccessControl {
  private readonly principals = new WeakMap<Request, Principal>();

  constructor(
    private readonly keys: ApiKeys,
    private readonly sessions: Sessions,
    private readonly limits: AccessLimits,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Who a request was found to come from; null when nobody asked, or when it came from nobody known. */
  known(request: Request): Principal | null {
    return this.principals.get(request) ?? null;
  }

  /** Lets a request pass that comes from somebody with this scope. Throws 401, 403 or 429. */
  async demand(scope: Scope, request: Request, response: Response): Promise<void> {
    const principal = await this.identify(request);
    if (!principal) throw await this.refusal(request);
    this.principals.set(request, principal);
    if (principal.key) await this.spend(principal.key, response);
    if (!principal.scopes.includes(scope) && !principal.scopes.includes('admin'))
      throw new ProblemException('not-allowed', `This needs the scope ${scope}, which your key does not have.`);
  }

  /** Who asks, or null. A key beats a session: whoever sends one means it. */
  identify(request: Request): Promise<Principal | null> {
    return this.recognise(request, (token) => this.sessions.find(token));
  }

  /** Whether the answer to a request may go on: whoever asked would still be let in. It makes no session last longer. */
  async mayStay(request: Request): Promise<boolean> {
    return (await this.recognise(request, (token) => this.sessions.peek(token))) !== null;
  }

  /** Whether everyone may do everything: without keys, on an address that only this machine reaches, or by demand. */
  async isOpen(): Promise<boolean> {
    const { host, insecureOpen } = this.config.http;
    if (insecureOpen) return true;
    return isLoopback(host) && !this.config.isProduction && !(await this.keys.exist());
  }

  /** Whether a request may see more than that something is well or not. While Redis is away, on one's own machine only. */
  async mayLook(request: Request): Promise<boolean> {
    return this.identify(request).then(
      (principal) => principal !== null,
      () => isLoopback(this.config.http.host) && !this.config.isProduction,
    );
  }

  /** Notes that somebody failed to get in; answers why they are refused. */
  async refusal(request: Request): Promise<ProblemException> {
    if (await this.limits.noteFailure(request.ip ?? ''))
      return tooMany('Too many attempts to get in failed from this address; wait a minute.', 60);
    return new ProblemException(
      'not-authenticated',
      'Send an API key as Authorization: Bearer wsk_live_… or X-API-Key, or sign in.',
      { headers: { 'WWW-Authenticate': 'Bearer realm="workstream"' } },
    );
  }

  private async recognise(
    request: Request,
    sessionOf: (token: string) => Promise<OpenSession | null>,
  ): Promise<Principal | null> {
    const text = keyTextOf(request);
    if (text !== null) return toPrincipal('api_key', await this.keys.verify(text));
    const token = sessionTokenOf(request);
    const session = token === null ? null : await sessionOf(token);
    if (session) return toPrincipal('session', session.key, session.endsAtMs);
    return (await this.isOpen()) ? EVERYONE : null;
  }

  private async spend(key: ApiKey, response: Response): Promise<void> {
    const allowance = await this.limits.noteRequest(key.id);
    if (!allowance) return;
    response.set(headersOf(allowance));
    if (allowance.isExceeded)
      throw tooMany(`This key may ask ${String(allowance.limit)} times a minute.`, allowance.resetS);
  }
}

/** What a request proves its sender by; requests with the same proof come from the same sender. */
export const proofOf = (request: Request): string => keyTextOf(request) ?? sessionTokenOf(request) ?? '';

function toPrincipal(
  authentication: 'api_key' | 'session',
  key: ApiKey | null,
  endsAtMs: number | null = null,
): Principal | null {
  return key && { authentication, key, scopes: key.scopes, endsAtMs };
}

/** Never from the query: addresses end up in logs and histories. */
function keyTextOf(request: Request): string | null {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(request.get('Authorization') ?? '') ?? [];
  return bearer ?? request.get('X-API-Key') ?? null;
}

const headersOf = ({ limit, left, resetS }: RequestAllowance) => ({
  'RateLimit-Policy': `"default";q=${String(limit)};w=60`,
  RateLimit: `"default";r=${String(left)};t=${String(resetS)}`,
});

const tooMany = (detail: string, retryAfterS: number): ProblemException =>
  new ProblemException('too-many-requests', detail, { headers: { 'Retry-After': String(retryAfterS) } });
