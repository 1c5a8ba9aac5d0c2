import type { QueueName, TaskSort, TaskState } from '@workstream/contracts';

/** Where a task can lie; each task lies in exactly one place. Waiting tasks of each priority have a list of their own. */
const PLACES = ['high', 'primary', 'low', 'retry', 'active', 'scheduled', 'completed', 'cancelled', 'dlq'] as const;
export type TaskPlace = (typeof PLACES)[number];

const placesByState: Readonly<Record<TaskState, readonly TaskPlace[]>> = {
  PENDING: ['high', 'primary', 'low', 'retry'],
  ACTIVE: ['active'],
  COMPLETED: ['completed'],
  // Passed through, never rested in.
  FAILED: [],
  SCHEDULED: ['scheduled'],
  DLQ: ['dlq'],
  CANCELLED: ['cancelled'],
};

const placesByQueue: Readonly<Record<QueueName, readonly TaskPlace[]>> = {
  primary: ['high', 'primary', 'low'],
  retry: ['retry'],
  scheduled: ['scheduled'],
  dlq: ['dlq'],
};

const finished: readonly TaskPlace[] = ['completed', 'cancelled', 'dlq'];

/** The place that a task's hash names. */
export function placeOf(hash: Readonly<Record<string, string | undefined>>): string {
  if (hash['state'] !== 'PENDING') return (hash['state'] ?? '').toLowerCase();
  return hash['queue'] === 'retry' ? 'retry' : (hash['priority'] ?? 'primary');
}

/** The places that tasks of this filter can lie in. */
export function placesOf(filter: { state?: TaskState; queue?: QueueName; sortBy: TaskSort }): TaskPlace[] {
  return PLACES.filter(
    (place) =>
      (filter.state === undefined || placesByState[filter.state].includes(place)) &&
      (filter.queue === undefined || placesByQueue[filter.queue].includes(place)) &&
      (filter.sortBy !== 'completed_at' || finished.includes(place)),
  );
}
