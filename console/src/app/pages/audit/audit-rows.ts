import { AuditEntry } from '@workstream/contracts';
import { IconName } from '../../ui/icons/icon-paths';

/** One entry, ready to be shown. */
export interface AuditRow extends AuditEntry {
  readonly who: string;
  readonly tone: 'good' | 'bad';
  readonly icon: IconName;
  readonly outcome: string;
  /** The page of the task that the path names, when it names one. */
  readonly taskLink: readonly string[] | null;
}

const TASK_ID = /\/tasks\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/;
const FIRST_REFUSAL = 400;

/** The entries in which `text` occurs, in whichever field; all for an empty text. */
export function auditRows(entries: readonly AuditEntry[], text: string): readonly AuditRow[] {
  const wanted = text.trim().toLowerCase();
  return entries.filter((entry) => wordsOf(entry).includes(wanted)).map(toRow);
}

const wordsOf = ({ actor, address, method, path, status, trace_id: traceId }: AuditEntry): string =>
  [actor, address, method, path, status, traceId].join(' ').toLowerCase();

function toRow(entry: AuditEntry): AuditRow {
  const isRefused = entry.status >= FIRST_REFUSAL;
  const taskId = TASK_ID.exec(entry.path)?.[1];
  return {
    ...entry,
    who: entry.actor ?? 'nobody known',
    tone: isRefused ? 'bad' : 'good',
    icon: isRefused ? 'failed' : 'completed',
    outcome: isRefused ? `refused, ${entry.status}` : `done, ${entry.status}`,
    taskLink: taskId === undefined ? null : ['/tasks', taskId],
  };
}
