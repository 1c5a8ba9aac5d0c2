import { PRIORITIES, Priority, TaskOptions } from '@workstream/contracts';

/** The options as they stand in the form: text, empty where nothing is asked. */
export interface Draft {
  readonly priority: Priority;
  /** As `datetime-local` writes it, in the reader's own time. */
  readonly runAt: string;
  /** `name=value`, with commas between. */
  readonly labels: string;
  readonly timeoutS: string;
  readonly maxRetries: string;
  readonly model: string;
  readonly maxCostUsd: string;
}

export const EMPTY_DRAFT: Draft = {
  priority: 'normal',
  runAt: '',
  labels: '',
  timeoutS: '',
  maxRetries: '',
  model: '',
  maxCostUsd: '',
};

/** What the form means, or the first thing in it that means nothing. */
export type DraftReading =
  { readonly status: 'READY'; readonly options: TaskOptions } | { readonly status: 'WRONG'; readonly problem: string };

/** Says whether a text is one of the priorities. */
export const isPriority = (text: string): text is Priority => (PRIORITIES as readonly string[]).includes(text);

/** Reads the form. Only what was filled in becomes an option; the server judges the values once more. */
export function readDraft(draft: Draft): DraftReading {
  const problem = problemOf(draft);
  return problem === null ? { status: 'READY', options: optionsOf(draft) } : { status: 'WRONG', problem };
}

const LABEL = /^([\w.-]{1,64})=(.{1,256})$/;

function problemOf({ labels, timeoutS, maxRetries, maxCostUsd }: Draft): string | null {
  const wrong = parts(labels).find((part) => !LABEL.test(part));
  if (wrong !== undefined) return `A label is written name=value, not ${wrong}.`;
  if (!isBetween(timeoutS, 0.1, 86_400)) return 'The time limit is 0.1 to 86400 seconds.';
  if (!isBetween(maxRetries, 0, 20) || maxRetries.includes('.')) return 'Retries are a whole number from 0 to 20.';
  if (!isBetween(maxCostUsd, 0, 1_000)) return 'The most it may cost is 0 to 1000 dollars.';
  return null;
}

function optionsOf(draft: Draft): TaskOptions {
  const labels = Object.fromEntries(parts(draft.labels).map(splitLabel));
  return {
    ...(draft.priority === 'normal' ? {} : { priority: draft.priority }),
    ...(draft.runAt === '' ? {} : { run_at: new Date(draft.runAt).toISOString() }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
    ...(draft.timeoutS === '' ? {} : { timeout_ms: Math.round(Number(draft.timeoutS) * 1_000) }),
    ...(draft.maxRetries === '' ? {} : { max_retries: Number(draft.maxRetries) }),
    ...(draft.model === '' ? {} : { model: draft.model.trim() }),
    ...(draft.maxCostUsd === '' ? {} : { max_cost_usd: Number(draft.maxCostUsd) }),
  };
}

const parts = (labels: string): string[] =>
  labels
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const splitLabel = (part: string): [string, string] => {
  const [, name = '', value = ''] = LABEL.exec(part) ?? [];
  return [name, value];
};

const isBetween = (text: string, least: number, most: number): boolean =>
  text === '' || (Number(text) >= least && Number(text) <= most);
