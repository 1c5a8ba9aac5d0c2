import { StateCounts, TaskState } from '@workstream/contracts';
import { formatCount } from '../../ui/format/amount';
import { IconName } from '../../ui/icons/icon-paths';
import { STATE_LOOKS } from '../../ui/state-chip/state-looks';

/** One state to look at, or all. */
export interface StateTab {
  readonly state: TaskState | null;
  readonly label: string;
  readonly icon: IconName | null;
  /** Empty until it is known. */
  readonly count: string;
  readonly current: 'page' | null;
  readonly params: { readonly status: TaskState | null; readonly page: null };
}

// FAILED is passed through, never rested in: a tab for it would always be empty.
const TAB_STATES: readonly TaskState[] = ['PENDING', 'ACTIVE', 'SCHEDULED', 'COMPLETED', 'DLQ', 'CANCELLED'];

/** The tabs above the list, with the counts of the stream. */
export function stateTabs(chosen: TaskState | null, counts: StateCounts | null): StateTab[] {
  const all = counts ? Object.values(counts).reduce((sum, count) => sum + count, 0) : null;
  return [tabOf(null, chosen, all), ...TAB_STATES.map((state) => tabOf(state, chosen, counts ? counts[state] : null))];
}

function tabOf(state: TaskState | null, chosen: TaskState | null, count: number | null): StateTab {
  return {
    state,
    label: state ? STATE_LOOKS[state].label : 'All',
    icon: state ? STATE_LOOKS[state].icon : null,
    count: count === null ? '' : formatCount(count),
    current: state === chosen ? 'page' : null,
    params: { status: state, page: null },
  };
}
