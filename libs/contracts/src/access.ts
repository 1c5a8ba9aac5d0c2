/** What somebody may do: a viewer reads, an operator also changes tasks, queues and workers, an admin everything. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Body of `POST /session`: the key is exchanged for a cookie that scripts cannot read. */
export interface SignIn {
  readonly key: string;
}

/** `200` of `GET` and `POST /session`: who asks. */
export interface Session {
  /** The name of the key; `local` where none is asked for. */
  readonly name: string;
  readonly role: Role;
  /** When it ends; null where it does not. */
  readonly expires_at: string | null;
}

/** One change that was asked for over HTTP, whether it was let through or not. */
export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  /** The name of the key; `local` where none is asked for. */
  readonly actor: string;
  readonly address: string | null;
  /** The name of the operation, e.g. `pauseQueue`. */
  readonly action: string;
  /** What it was done to: an id, a queue, a worker; null where it has no such thing. */
  readonly target: string | null;
  readonly reason: string | null;
  /** The HTTP status that it was answered with. */
  readonly status: number;
}

/** `GET /audit?limit=100&cursor=…`: the newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Sent as `cursor` it answers what is older; null on the last page. */
  readonly next_cursor: string | null;
}
