import { inject } from '@angular/core';
import { BulkAction } from '@workstream/contracts';
import { Shortcut, Shortcuts } from '../../state/shortcuts';
import { TaskActions } from '../../state/task-actions';
import { RowHand, canCancel, canRetry } from './row-hand';

/** What the keys of the list need of its page. */
export interface TaskListKeyTarget {
  readonly open: (id: string) => void;
  /** Does it to what is selected. */
  readonly act: (action: BulkAction) => void;
  readonly focusFilter: () => void;
}

/** The keys worth a line at the foot of the list. */
export const TASK_LIST_HINTS = [
  { keys: '/', label: 'filter' },
  { keys: 'j', label: 'down' },
  { keys: 'k', label: 'up' },
  { keys: 'x', label: 'select' },
  { keys: 'enter', label: 'open' },
  { keys: 'e', label: 'retry' },
  { keys: 'c', label: 'cancel' },
  { keys: '?', label: 'all keys' },
] as const;

/** Offers the keys of the list: what is selected comes before what is at the cursor. Needs an injection context. */
export function offerTaskListKeys({ open, act, focusFilter }: TaskListKeyTarget): void {
  const hand = inject(RowHand);
  const actions = inject(TaskActions);
  const key = (keys: string, label: string, run: () => void): Shortcut => ({ keys, label, group: 'Task list', run });
  const withRow = (id: string | null, run: (id: string) => void) => {
    if (id) run(id);
  };
  const onHand = (action: BulkAction, id: string | null, run: (id: string) => void) => {
    if (hand.selected().size > 0) act(action);
    else withRow(id, run);
  };
  inject(Shortcuts).offer([
    key('/', 'Filter tasks', focusFilter),
    key('j', 'Next task', () => hand.move(1)),
    key('k', 'Previous task', () => hand.move(-1)),
    key('x', 'Select or leave the task', () => withRow(hand.at(), (id) => hand.toggle(id))),
    key('enter', 'Open the task beside the list', () => withRow(hand.at(), open)),
    key('e', 'Retry', () => onHand('retry', hand.at(canRetry), (id) => actions.retry(id))),
    key('c', 'Cancel', () => onHand('cancel', hand.at(canCancel), (id) => actions.cancel(id))),
  ]);
}
