/** What a caller may be allowed to do. `admin` includes all others. */
export const SCOPES = ['read:tasks', 'write:tasks', 'operate:tasks', 'read:queues', 'read:workers', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Viewers look; operators also create, retry, cancel, delete, pause and drain; admins also see the audit trail. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const VIEWER: readonly Scope[] = ['read:tasks', 'read:queues', 'read:workers'];
const OPERATOR: readonly Scope[] = [...VIEWER, 'write:tasks', 'operate:tasks'];
const SCOPES_BY_ROLE: Readonly<Record<Role, readonly Scope[]>> = { viewer: VIEWER, operator: OPERATOR, admin: SCOPES };

/** The scopes that a role is short for. */
export const scopesOf = (role: Role): readonly Scope[] => SCOPES_BY_ROLE[role];

/** Body of `POST /session`. */
export interface SessionRequest {
  readonly api_key: string;
}

/**
 * `GET /session`: who the caller is. `open`: no authentication is needed here. `none`: it is needed, and the caller has
 * not signed in.
 */
export interface Session {
  readonly authentication: 'open' | 'none' | 'api_key' | 'session';
  /** The name of the key; null without one. */
  readonly name: string | null;
  readonly scopes: readonly Scope[];
  /** When the session ends whatever happens; null without one. */
  readonly expires_at: string | null;
  /** True when whoever reaches the port may do everything, because the operator asked for it. */
  readonly insecure: boolean;
}

/** One change that somebody asked for, allowed or not. */
export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  /** The name and the public part of the key, such as `ci (a1b2c3d4)`; null when nobody could be told. */
  readonly actor: string | null;
  readonly address: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly trace_id: string;
}

/** `GET /audit`: the newest first. */
export interface AuditTrail {
  readonly entries: readonly AuditEntry[];
  /** Sent as `before` it answers older ones; null when there are none. */
  readonly next_before: string | null;
}
