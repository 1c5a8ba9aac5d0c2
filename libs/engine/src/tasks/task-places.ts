import type { QueueName, TaskSort, TaskState } from '@workstream/contracts';

/** Where a task can lie; each task lies in exactly one place, and each place has its indexes. */
const PLACES = ['primary', 'retry', 'active', 'scheduled', 'completed', 'dlq'] as const;
export type TaskPlace = (typeof PLACES)[number];

const placesByState: Readonly<Record<TaskState, readonly TaskPlace[]>> = {
  PENDING: ['primary', 'retry'],
  ACTIVE: ['active'],
  COMPLETED: ['completed'],
  // Passed through, never rested in.
  FAILED: [],
  SCHEDULED: ['scheduled'],
  DLQ: ['dlq'],
};

const finished: readonly TaskPlace[] = ['completed', 'dlq'];

/** The places that tasks of this filter can lie in. */
export function placesOf(filter: { state?: TaskState; queue?: QueueName; sortBy: TaskSort }): TaskPlace[] {
  return PLACES.filter(
    (place) =>
      (filter.state === undefined || placesByState[filter.state].includes(place)) &&
      (filter.queue === undefined || filter.queue === place) &&
      (filter.sortBy !== 'completed_at' || finished.includes(place)),
  );
}

/** The hash field that a sort goes by; a finished task last moved when it finished. */
export const timeField = (sort: TaskSort) => (sort === 'created_at' ? 'created_at' : 'updated_at');
