import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Keys } from '@workstream/engine';
import { CLOCK, KEYS } from '../engine';
import { REDIS_COMMANDS, type Redis } from '../redis';
import { createToken, digestOf } from './api-key-text';
import { ApiKeys, type ApiKey } from './api-keys';

const LONGEST_MS = 8 * 60 * 60 * 1000;
const IDLE_MS = 30 * 60 * 1000;
const TOKEN = /^[0-9A-Za-z]{43}$/;

/** A browser that has signed in. */
export interface OpenSession {
  readonly key: ApiKey;
  /** When it ends whatever happens, ms of an API process. */
  readonly endsAtMs: number;
}

interface StoredSession {
  readonly keyId: string;
  readonly endsAtMs: number;
}

/** Sessions of browsers, which must not keep a key: each is good for eight hours, or half an hour without a request. */
@Injectable()
export class Sessions {
  constructor(
    private readonly apiKeys: ApiKeys,
    @Inject(REDIS_COMMANDS) private readonly redis: Redis,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens a session and answers its token, of which only a digest is kept. */
  async open(key: ApiKey): Promise<{ token: string; session: OpenSession }> {
    const token = createToken();
    const endsAtMs = this.clock.now() + LONGEST_MS;
    const stored: StoredSession = { keyId: key.id, endsAtMs };
    await this.redis.set(this.nameOf(token), JSON.stringify(stored), 'PX', IDLE_MS);
    return { token, session: { key, endsAtMs } };
  }

  /** The session of a token while it and its key are valid, or null. It is good for another half hour from now on. */
  async find(token: string): Promise<OpenSession | null> {
    const session = await this.peek(token);
    if (session) await this.redis.pexpire(this.nameOf(token), Math.min(IDLE_MS, session.endsAtMs - this.clock.now()));
    return session;
  }

  /** The same for those who only stay where they are: it makes the session last no longer. */
  async peek(token: string): Promise<OpenSession | null> {
    const json = TOKEN.test(token) ? await this.redis.get(this.nameOf(token)) : null;
    if (json === null) return null;
    const { keyId, endsAtMs } = JSON.parse(json) as StoredSession;
    const key = endsAtMs > this.clock.now() ? await this.apiKeys.get(keyId) : null;
    return key && { key, endsAtMs };
  }

  async close(token: string): Promise<void> {
    if (TOKEN.test(token)) await this.redis.del(this.nameOf(token));
  }

  private nameOf(token: string): string {
    return this.keys.session(digestOf(token));
  }
}
