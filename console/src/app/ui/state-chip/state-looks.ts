import { TaskState } from '@workstream/contracts';
import { IconName } from '../icons/icon-paths';

/** How a state is shown; its colour is in the styles, under `data-state`. */
export interface StateLook {
  readonly icon: IconName;
  /** For headings; chips show the state's own word. */
  readonly label: string;
}

export const STATE_LOOKS: Readonly<Record<TaskState, StateLook>> = {
  PENDING: { icon: 'pending', label: 'Pending' },
  ACTIVE: { icon: 'active', label: 'Active' },
  COMPLETED: { icon: 'completed', label: 'Completed' },
  FAILED: { icon: 'failed', label: 'Failed' },
  SCHEDULED: { icon: 'scheduled', label: 'Scheduled' },
  DLQ: { icon: 'dlq', label: 'DLQ' },
  CANCELLED: { icon: 'cancelled', label: 'Cancelled' },
};
