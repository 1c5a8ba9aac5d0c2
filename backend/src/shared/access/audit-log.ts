import { Inject, Injectable, Logger } from '@nestjs/common';
import type { AuditEntry, AuditTrail } from '@workstream/contracts';
import { messageOf, type Keys } from '@workstream/engine';
import { KEYS } from '../engine';
import { REDIS_COMMANDS, type Redis } from '../redis';

/** Entries kept; older ones go. */
const KEPT = 10_000;

type NewEntry = Omit<AuditEntry, 'id' | 'at'>;

/** Who asked for which change, and what became of it. */
@Injectable()
export class AuditLog {
  private readonly logger = new Logger('AuditLog');

  constructor(
    @Inject(REDIS_COMMANDS) private readonly redis: Redis,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** Nobody waits for it; an entry that cannot be kept in Redis stands in the log. */
  note(entry: NewEntry): void {
    this.redis
      .xadd(this.keys.audit, 'MAXLEN', '~', KEPT, '*', 'entry', JSON.stringify(entry))
      .catch((error: unknown) => {
        this.logger.warn('An entry of the audit trail could not be kept', { ...entry, error: messageOf(error) });
      });
  }

  /** Up to `limit` entries, the newest first, older than `before`. */
  async read(limit: number, before: string | undefined): Promise<AuditTrail> {
    const found = await this.redis.xrevrange(
      this.keys.audit,
      before === undefined ? '+' : `(${before}`,
      '-',
      'COUNT',
      limit,
    );
    const entries = found.map(([id, [, json]]) => toEntry(id, json ?? '{}'));
    const last = entries.at(-1);
    return { entries, next_before: entries.length === limit && last ? last.id : null };
  }
}

const toEntry = (id: string, json: string): AuditEntry => ({
  id,
  at: new Date(Number(id.split('-')[0])).toISOString(),
  ...(JSON.parse(json) as NewEntry),
});
