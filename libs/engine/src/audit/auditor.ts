import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';
import { askServer, type RedisClient } from '../redis-client';

/** A task that does not lie where its state says. */
export interface Breach {
  readonly taskId: string;
  /** What is wrong, in words. */
  readonly message: string;
}

export interface AuditReport {
  /** Tasks looked at. */
  readonly tasks: number;
  /** Empty: every task is in exactly one place, and every container holds only tasks that belong there. */
  readonly breaches: readonly Breach[];
}

/** Keys and members looked at in one step. */
const STEP = 200;
const LISTS = ['primary', 'high', 'low', 'retry', 'dlq'] as const;
type ListName = (typeof LISTS)[number];

interface Verdict {
  readonly id: string;
  readonly place: string;
  readonly wrong: string;
}

/**
 * Checks the whole store while it is in use, in steps short enough not to be felt. What looks wrong in passing, for the
 * tasks move meanwhile, is looked at again in one script before it is reported.
 */
export class Auditor {
  private readonly redis: RedisClient;
  private readonly keys: Keys;
  private readonly scripts: Scripts;

  constructor(options: { redis: RedisClient; keys: Keys }) {
    this.redis = options.redis;
    this.keys = options.keys;
    this.scripts = new Scripts(options.redis, options.keys);
  }

  /** @param onProgress called after each step with the number of tasks looked at so far */
  async run(onProgress: (tasks: number) => void = () => undefined): Promise<AuditReport> {
    const suspects = new Set<string>();
    const listed = new Map<string, ListName>();
    let tasks = 0;
    for await (const ids of this.taskIds()) {
      for (const { id, place, wrong } of await this.judge(ids, false)) {
        if (wrong !== '') suspects.add(id);
        if (isListName(place)) listed.set(id, place);
      }
      tasks += ids.length;
      onProgress(tasks);
    }
    await this.compareLists(listed, suspects);
    for await (const ids of this.members()) await this.collectStrangers(ids, suspects);
    return { tasks, breaches: await this.confirm([...suspects]) };
  }

  /** Ids of all task hashes. */
  private async *taskIds(): AsyncGenerator<string[]> {
    const prefix = this.keys.task('');
    let cursor = '0';
    do {
      const words = [cursor, 'MATCH', `${escapeGlob(prefix)}????????-*`, 'COUNT', String(STEP)];
      const [next, names] = (await askServer(this.redis, this.keys, 'SCAN', ...words)) as [string, string[]];
      cursor = next;
      if (names.length > 0) yield names.map((name) => name.slice(prefix.length));
    } while (cursor !== '0');
  }

  /** A waiting task must be in its list, and a list must hold nothing else. */
  private async compareLists(listed: ReadonlyMap<string, ListName>, suspects: Set<string>): Promise<void> {
    const found = new Map<string, ListName>();
    for (const list of LISTS) {
      for await (const ids of this.listMembers(this.keys[list])) {
        for (const id of ids) {
          if (found.has(id) || listed.get(id) !== list) suspects.add(id);
          found.set(id, list);
        }
      }
    }
    for (const [id, list] of listed) if (found.get(id) !== list) suspects.add(id);
  }

  private async *listMembers(key: string): AsyncGenerator<string[]> {
    // From the tail, so that what is claimed from the head meanwhile moves nothing out of the way.
    for (let end = -1; ; end -= STEP) {
      const ids = await this.redis.lrange(key, end - STEP + 1, end);
      if (ids.length > 0) yield ids;
      if (ids.length < STEP) return;
    }
  }

  /** Members of every index, of the schedule and of every worker's set. */
  private async *members(): AsyncGenerator<string[]> {
    const types = await this.redis.smembers(this.keys.taskTypes);
    const { idIndexPrefix, updatedIndexPrefix } = this.keys.scriptConstants;
    const places = [...LISTS, 'scheduled', 'completed', 'cancelled'];
    const indexes = [idIndexPrefix, updatedIndexPrefix].flatMap((prefix) =>
      places.flatMap((place) => types.map((type) => `${prefix}${place}:${type}`)),
    );
    for (const key of [this.keys.scheduled, ...indexes]) yield* this.sortedMembers(key);
    for (const worker of await this.redis.zrange(this.keys.knownWorkers, 0, '-1')) {
      yield await this.redis.smembers(this.keys.activeTasks(worker));
    }
  }

  private async *sortedMembers(key: string): AsyncGenerator<string[]> {
    let cursor = '0';
    do {
      const [next, flat] = await this.redis.zscan(key, cursor, 'COUNT', STEP);
      cursor = next;
      yield flat.filter((_, i) => i % 2 === 0);
    } while (cursor !== '0');
  }

  private async collectStrangers(ids: readonly string[], suspects: Set<string>): Promise<void> {
    for (const { id, wrong } of await this.judge(ids, false)) if (wrong !== '') suspects.add(id);
  }

  private async confirm(ids: readonly string[]): Promise<Breach[]> {
    const breaches: Breach[] = [];
    for (let start = 0; start < ids.length; start += STEP) {
      for (const { id, place, wrong } of await this.judge(ids.slice(start, start + STEP), true)) {
        if (wrong === '') continue;
        breaches.push({ taskId: id, message: place === '' ? `has no record but ${wrong}` : `(${place}) ${wrong}` });
      }
    }
    return breaches;
  }

  private async judge(ids: readonly string[], looksIntoLists: boolean): Promise<Verdict[]> {
    if (ids.length === 0) return [];
    const inputs = { looksIntoLists: looksIntoLists ? 1 : 0, ids };
    const flat = (await this.scripts.run('audit-tasks', inputs)) as string[];
    return ids.map((id, i) => ({ id, place: flat[2 * i] ?? '', wrong: flat[2 * i + 1] ?? '' }));
  }
}

const isListName = (place: string): place is ListName => (LISTS as readonly string[]).includes(place);

const escapeGlob = (text: string): string => text.replace(/[*?[\]\\]/g, '\\$&');
