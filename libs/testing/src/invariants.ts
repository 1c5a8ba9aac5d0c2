import type { Redis } from 'ioredis';
import { snapshot } from './snapshot';

type Hash = Record<string, string>;

/**
 * Checks that each task lies in exactly the place that its state names, in its indexes and nowhere else; returns one
 * sentence for each breach, so that an empty list means a sound store.
 */
export async function breaches(redis: Redis): Promise<string[]> {
  const all = await snapshot(redis);
  const found: string[] = [];
  const tasks = Object.entries(all).flatMap(([key, value]) => {
    const id = /^task:([^:]+)$/.exec(key)?.[1];
    return id === undefined ? [] : [[id, value as Hash] as const];
  });
  const places = placesOfIds(all);
  for (const [id, hash] of tasks) {
    const place = placeOf(hash);
    const type = hash['task_type'] ?? '';
    // What runs is in its worker's set, what waits for its first attempt in its list: both need no index.
    const isIndexed = place !== 'active' && !(hash['state'] === 'PENDING' && hash['queue'] === undefined);
    const expected = [
      containerOf(place, hash),
      ...(isIndexed ? [`tasks:by_id:${place}:${type}`, `tasks:by_updated:${place}:${type}`] : []),
      ...(place === 'dlq' ? [`dlq:task:${id}`] : []),
    ].filter((name) => name !== null);
    const actual = places.get(id) ?? [];
    if (expected.sort().join() !== actual.sort().join()) {
      found.push(`${id} (${hash['state'] ?? ''}) lies in [${actual.join(', ')}], not in [${expected.join(', ')}]`);
    }
    places.delete(id);
  }
  for (const [id, containers] of places) found.push(`${id} has no hash but lies in [${containers.join(', ')}]`);
  return found;
}

function placeOf(hash: Hash): string {
  if (hash['state'] !== 'PENDING') return (hash['state'] ?? '').toLowerCase();
  return hash['queue'] === 'retry' ? 'retry' : (hash['priority'] ?? 'primary');
}

function containerOf(place: string, hash: Hash): string | null {
  switch (place) {
    case 'high':
    case 'primary':
    case 'low':
    case 'retry':
      return `tasks:pending:${place}`;
    case 'scheduled':
      return 'tasks:scheduled';
    case 'dlq':
      return 'dlq:tasks';
    case 'active':
      return `worker:active_tasks:${hash['worker_id'] ?? ''}`;
    default:
      return null;
  }
}

/** Every container that an id lies in, once for each time it does. */
function placesOfIds(all: Record<string, unknown>): Map<string, string[]> {
  const places = new Map<string, string[]>();
  const note = (id: string, key: string) => places.set(id, [...(places.get(id) ?? []), key]);
  for (const [key, value] of Object.entries(all)) {
    const snapshotOf = /^dlq:task:(.+)$/.exec(key)?.[1];
    if (snapshotOf !== undefined) note(snapshotOf, key);
    if (!/^(tasks:(pending|scheduled|by_)|dlq:tasks|worker:active_tasks:)/.test(key)) continue;
    for (const id of Array.isArray(value) ? (value as string[]) : Object.keys(value as object)) note(id, key);
  }
  return places;
}
