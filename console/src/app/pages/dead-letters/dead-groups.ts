import { ErrorType, TaskSummary } from '@workstream/contracts';

/** Dead letters that failed alike. */
export interface DeadGroup {
  /** The same for all that failed alike, whenever. */
  readonly fingerprint: string;
  readonly errorType: ErrorType;
  /** The newest message as it was. */
  readonly message: string;
  readonly firstAt: string;
  readonly lastAt: string;
  /** The newest first. */
  readonly tasks: readonly TaskSummary[];
}

// What differs between two failures of one cause, and says nothing of it. The longer forms come first.
const VARIABLE_PARTS: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+Z?\b/g, '<time>'],
  [/"[^"]*"|'[^']*'|`[^`]*`/g, '<text>'],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, '<id>'],
  [/\d+(?:\.\d+)?/g, '<n>'],
  [/\s+/g, ' '],
];

/** A message without what differs from one failure to the next. */
export const normaliseMessage = (message: string): string =>
  VARIABLE_PARTS.reduce((text, [pattern, name]) => text.replace(pattern, name), message).trim();

/** Groups by error type and normalised message; the largest group first, of equal ones the newest. */
export function groupDeadLetters(tasks: readonly TaskSummary[]): readonly DeadGroup[] {
  const byFingerprint = new Map<string, TaskSummary[]>();
  for (const task of tasks) {
    const fingerprint = fingerprintOf(task);
    const members = byFingerprint.get(fingerprint);
    if (members) members.push(task);
    else byFingerprint.set(fingerprint, [task]);
  }
  return [...byFingerprint].map(toGroup).sort(byWeight);
}

function fingerprintOf(task: TaskSummary): string {
  return `${task.error_type ?? 'Other'}: ${normaliseMessage(task.last_error ?? '')}`;
}

function toGroup([fingerprint, members]: [string, readonly TaskSummary[]]): DeadGroup {
  const tasks = members.toSorted((one, other) => other.updated_at.localeCompare(one.updated_at));
  const [newest, oldest] = [tasks[0], tasks.at(-1)];
  return {
    fingerprint,
    errorType: newest?.error_type ?? 'Other',
    message: newest?.last_error ?? 'No reason was given.',
    firstAt: oldest?.updated_at ?? '',
    lastAt: newest?.updated_at ?? '',
    tasks,
  };
}

const byWeight = (one: DeadGroup, other: DeadGroup): number =>
  other.tasks.length - one.tasks.length || other.lastAt.localeCompare(one.lastAt);
