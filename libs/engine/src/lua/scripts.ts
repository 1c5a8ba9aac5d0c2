import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keys } from '../keys';
import type { RedisClient } from '../redis-client';
import { parseHeader, positionalValues, renderScript, type Header, type ScriptValue } from './script';

/** Every script: the list of everything that can change, then of what is read at one moment. */
export const SCRIPT_NAMES = [
  'enqueue-tasks',
  'claim-tasks',
  'complete-tasks',
  'fail-tasks',
  'release-tasks',
  'save-checkpoint',
  'note-progress',
  'promote-tasks',
  'recover-worker',
  'hold-types',
  'retry-task',
  'cancel-task',
  'delete-task',
  'remove-expired',
  'beat-worker',
  'remove-worker',
  'count-tasks',
  'list-tasks',
  'list-workers',
  'list-gone-workers',
  'audit-tasks',
  'acquire-grant',
  'leave-line',
  'settle-grant',
  'penalise-bucket',
  'read-rate-limit',
  'permit-call',
  'record-outcome',
  'set-breaker',
  'read-breaker',
  'reserve-spend',
  'renew-spend',
  'settle-spend',
  'write-off-spend',
  'read-spend',
  'read-shared',
  'store-shared',
] as const;
export type ScriptName = (typeof SCRIPT_NAMES)[number];

/** A script made ready for one key prefix. */
export interface Script {
  readonly header: Header;
  readonly text: string;
  readonly sha: string;
}

const sourceOf = (name: string): string => readFileSync(join(__dirname, `${name}.lua`), 'utf8');

/** Reads one script from its file and completes it for `keys`. */
export function loadScript(name: ScriptName, keys: Keys): Script {
  const source = sourceOf(name);
  const header = parseHeader(name, source);
  const preludes = ['prelude', ...header.uses].map(sourceOf).join('\n');
  const text = renderScript(source, header, preludes, keys.scriptConstants);
  return { header, text, sha: createHash('sha1').update(text).digest('hex') };
}

/** A script with the inputs that are the same in every call. */
interface PreparedScript extends Script {
  readonly shared: Readonly<Record<string, string>>;
}

/** Runs scripts by name with inputs by name. Inputs that `keys` holds under the same name need not be given. */
export class Scripts {
  private readonly prepared = new Map<ScriptName, PreparedScript>();

  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  /**
   * Runs a script in one round trip; a server that has lost it (restart, SCRIPT FLUSH) is given the text again.
   *
   * @throws Error when an input is missing or not declared by the script's header
   */
  async run(name: ScriptName, inputs: Readonly<Record<string, ScriptValue>>): Promise<unknown> {
    const { header, shared, sha, text } = this.get(name);
    const values = positionalValues(name, header, inputs, shared);
    try {
      return await this.redis.evalsha(sha, header.keys.length, ...values);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return this.redis.eval(text, header.keys.length, ...values);
    }
  }

  private get(name: ScriptName): PreparedScript {
    let script = this.prepared.get(name);
    if (!script) {
      const loaded = loadScript(name, this.keys);
      script = { ...loaded, shared: this.sharedKeys(loaded.header) };
      this.prepared.set(name, script);
    }
    return script;
  }

  private sharedKeys(header: Header): Record<string, string> {
    const shared: Record<string, string> = {};
    for (const { name } of header.keys) {
      const key = this.keys[name as keyof Keys];
      if (typeof key === 'string') shared[name] = key;
    }
    return shared;
  }
}
