import { Inject, Injectable } from '@nestjs/common';
import { scopesOf, type Role, type Scope } from '@workstream/contracts';
import type { Clock, Keys } from '@workstream/engine';
import { CLOCK, KEYS } from '../engine';
import { REDIS_COMMANDS, type Redis } from '../redis';
import { createKeyText, digestOf, isSameDigest, keyIdOf } from './api-key-text';

/** What is known of a key. The key itself is shown once, when it is made, and kept nowhere. */
export interface ApiKey {
  /** The public part: eight characters. */
  readonly id: string;
  /** Whom or what it is for. */
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

type StoredKey = Omit<ApiKey, 'id' | 'lastUsedAt' | 'scopes'> & { readonly digest: string };

/** To change a key without a gap, the new one is made before the old one is revoked: there may be two, not more. */
const MAX_KEYS_PER_NAME = 2;

/** The last use is written down this often. */
const NOTE_USE_EVERY_MS = 60_000;

/** Whether there are keys at all is asked this often. */
const FRESH_MS = 1_000;

/** The keys that open this system. */
@Injectable()
export class ApiKeys {
  private readonly notedUses = new Map<string, number>();
  private countedAtMs = -Infinity;
  private hasSome: boolean | null = null;

  constructor(
    @Inject(REDIS_COMMANDS) private readonly redis: Redis,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes a key and answers its text, for the only time. `TOO_MANY`: two of this name are valid already. */
  async create(
    name: string,
    role: Role,
    lifetimeMs: number | null,
  ): Promise<{ key: ApiKey; text: string } | 'TOO_MANY'> {
    const valid = (await this.list()).filter((key) => key.name === name && !this.isExpired(key.expiresAt));
    if (valid.length >= MAX_KEYS_PER_NAME) return 'TOO_MANY';
    const { id, text } = createKeyText();
    const now = this.clock.now();
    const expiresAt = lifetimeMs === null ? null : isoOf(now + lifetimeMs);
    const stored: StoredKey = { name, role, createdAt: isoOf(now), expiresAt, digest: digestOf(text) };
    await this.redis.hset(this.keys.apiKeys, id, JSON.stringify(stored));
    return { key: toKey(id, stored, null), text };
  }

  /** All keys, also those that have expired, by name. */
  async list(): Promise<ApiKey[]> {
    const [stored, uses] = await Promise.all([
      this.redis.hgetall(this.keys.apiKeys),
      this.redis.hgetall(this.keys.apiKeyUses),
    ]);
    return Object.entries(stored)
      .map(([id, json]) => toKey(id, JSON.parse(json) as StoredKey, uses[id] ?? null))
      .sort((a, b) => a.name.localeCompare(b.name) || a.createdAt.localeCompare(b.createdAt));
  }

  /** Ends a key at once, and the sessions that were opened with it. False: there is none of this id. */
  async revoke(id: string): Promise<boolean> {
    await this.redis.hdel(this.keys.apiKeyUses, id);
    return (await this.redis.hdel(this.keys.apiKeys, id)) === 1;
  }

  /** The valid key that `text` is, or null. Asks nobody about what cannot be a key. */
  async verify(text: string): Promise<ApiKey | null> {
    const id = keyIdOf(text);
    const stored = id === null ? null : await this.read(id);
    if (id === null || !stored || !isSameDigest(stored.digest, digestOf(text))) return null;
    this.noteUse(id);
    return toKey(id, stored, null);
  }

  /** The valid key of this id, or null. */
  async get(id: string): Promise<ApiKey | null> {
    const stored = await this.read(id);
    return stored ? toKey(id, stored, null) : null;
  }

  /** Whether there are keys, as it was at most a second ago; while Redis is away, when nobody can make one, as it was last. */
  async exist(): Promise<boolean> {
    if (this.hasSome !== null && this.clock.now() - this.countedAtMs < FRESH_MS) return this.hasSome;
    const last = this.hasSome;
    this.hasSome = await this.redis.hlen(this.keys.apiKeys).then(
      (count) => count > 0,
      (error: unknown) => {
        if (last === null) throw error;
        return last;
      },
    );
    this.countedAtMs = this.clock.now();
    return this.hasSome;
  }

  private async read(id: string): Promise<StoredKey | null> {
    const json = await this.redis.hget(this.keys.apiKeys, id);
    const stored = json === null ? null : (JSON.parse(json) as StoredKey);
    return stored && !this.isExpired(stored.expiresAt) ? stored : null;
  }

  private isExpired(expiresAt: string | null): boolean {
    return expiresAt !== null && Date.parse(expiresAt) <= this.clock.now();
  }

  private noteUse(id: string): void {
    const now = this.clock.now();
    if (now - (this.notedUses.get(id) ?? -Infinity) < NOTE_USE_EVERY_MS) return;
    this.notedUses.set(id, now);
    // Nobody waits for it, and nothing depends on it.
    this.redis.hset(this.keys.apiKeyUses, id, now).catch(() => undefined);
  }
}

const toKey = (id: string, { name, role, createdAt, expiresAt }: StoredKey, usedAtMs: string | null): ApiKey => ({
  id,
  name,
  role,
  scopes: scopesOf(role),
  createdAt,
  expiresAt,
  lastUsedAt: usedAtMs === null ? null : isoOf(Number(usedAtMs)),
});

const isoOf = (ms: number): string => new Date(ms).toISOString();
