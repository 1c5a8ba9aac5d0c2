import { ERROR_TYPES, ErrorType, QUEUE_NAMES, TASK_STATES, TASK_TYPES, TaskState } from '@workstream/contracts';
import { TaskQuery, isAge } from '../../api/task-query';

/** What typed words ask for, and the words that ask for nothing. */
export interface FilterText {
  readonly change: Partial<TaskQuery>;
  readonly problem: string | null;
}

/** One filter that is on, as it would be typed, and what takes it off. */
export interface FilterChip {
  readonly text: string;
  readonly without: Partial<TaskQuery>;
}

const WORD = /(?:[^\s"]|"[^"]*")+/g;
const ID = /^[0-9a-f-]{1,36}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NAME = /^[\w.-]{1,64}$/;
const WORKER = /^[\w.:-]{1,128}$/;

/** What people call states besides their names. */
const STATE_WORDS: Readonly<Record<string, TaskState>> = {
  failed: 'DLQ',
  dead: 'DLQ',
  waiting: 'PENDING',
  running: 'ACTIVE',
  done: 'COMPLETED',
};

const ERROR_STATUSES: Readonly<Record<string, ErrorType>> = {
  '402': 'CreditsExhausted',
  '429': 'RateLimited',
  '503': 'ServiceUnavailable',
};

type Reader = (value: string, labels: TaskQuery['labels']) => Partial<TaskQuery> | null;

const READERS: Readonly<Record<string, Reader>> = {
  status: (value) => found('state', stateOf(value.toLowerCase())),
  type: (value) => (NAME.test(value) ? { type: value } : null),
  id: (value) => (ID.test(value) ? { idPrefix: value.toLowerCase() } : null),
  queue: (value) =>
    found(
      'queue',
      QUEUE_NAMES.find((name) => name === value.toLowerCase()),
    ),
  error: (value) => found('errorType', errorOf(value.toLowerCase())),
  worker: (value) => (WORKER.test(value) ? { workerId: value } : null),
  age: (value) => (isAge(value.toLowerCase()) ? { age: value.toLowerCase() } : null),
  from: (value) => (isDay(value) ? { fromDay: value } : null),
  to: (value) => (isDay(value) ? { toDay: value } : null),
};

/** Words to begin with, for whoever does not know what can be asked. */
export const FILTER_SUGGESTIONS: readonly string[] = [
  ...TASK_STATES.filter((state) => state !== 'FAILED').map((state) => `status:${state.toLowerCase()}`),
  ...TASK_TYPES.map((type) => `type:${type}`),
  ...ERROR_TYPES.map((type) => `error:${type}`),
  ...QUEUE_NAMES.map((name) => `queue:${name}`),
  'age:<1h',
  'age:>5m',
  ...['label.project', 'worker', 'id'].map((key) => `${key}:`),
];

/** Reads `status:failed type:pdfxtract label.project:x error:429 age:<1h id:4f2`; a value with spaces stands in quotes. */
export function readFilterText(text: string, labels: TaskQuery['labels']): FilterText {
  let change: Partial<TaskQuery> = {};
  const strange: string[] = [];
  for (const word of text.match(WORD) ?? []) {
    const read = readWord(word, change.labels ?? labels);
    if (read) change = { ...change, ...read };
    else strange.push(word);
  }
  return { change, problem: strange.length === 0 ? null : problemWith(strange[0] ?? '') };
}

/** Every filter that is on. The state has tabs of its own, but a filter that is not seen would be a riddle. */
export function chipsOf(query: TaskQuery): readonly FilterChip[] {
  const single = [
    chip('status', query.state?.toLowerCase(), { state: null }),
    chip('type', query.type, { type: null }),
    chip('id', query.idPrefix, { idPrefix: null }),
    chip('queue', query.queue, { queue: null }),
    chip('error', query.errorType, { errorType: null }),
    chip('worker', query.workerId, { workerId: null }),
    chip('age', query.age, { age: null }),
    chip('from', query.fromDay, { fromDay: null }),
    chip('to', query.toDay, { toDay: null }),
  ];
  const labels = Object.entries(query.labels).map(([name, value]) =>
    chip(`label.${name}`, value, { labels: without(query.labels, name) }),
  );
  return [...single, ...labels].flat();
}

function readWord(word: string, labels: TaskQuery['labels']): Partial<TaskQuery> | null {
  const colon = word.indexOf(':');
  if (colon < 0) return READERS['id']?.(word, labels) ?? null;
  const key = word.slice(0, colon).toLowerCase();
  const value = word.slice(colon + 1).replaceAll('"', '');
  if (value === '') return null;
  const label = /^label\.(.+)$/i.exec(word.slice(0, colon))?.[1];
  return label === undefined ? (READERS[key]?.(value, labels) ?? null) : { labels: { ...labels, [label]: value } };
}

const problemWith = (word: string): string =>
  `“${word}” asks for nothing that tasks have. Try status:, type:, id:, error:, queue:, worker:, age:<1h or label.NAME:.`;

const chip = (key: string, value: string | null | undefined, change: Partial<TaskQuery>): FilterChip[] =>
  value ? [{ text: `${key}:${/\s/.test(value) ? `"${value}"` : value}`, without: change }] : [];

const without = (labels: TaskQuery['labels'], name: string): TaskQuery['labels'] =>
  Object.fromEntries(Object.entries(labels).filter(([other]) => other !== name));

const found = <K extends keyof TaskQuery>(key: K, value: TaskQuery[K] | undefined): Partial<TaskQuery> | null =>
  value === undefined ? null : { [key]: value };

const stateOf = (word: string): TaskState | undefined =>
  STATE_WORDS[word] ?? TASK_STATES.find((state) => state.toLowerCase() === word);

const errorOf = (word: string): ErrorType | undefined =>
  ERROR_STATUSES[word] ?? ERROR_TYPES.find((type) => type.toLowerCase().startsWith(word));

const isDay = (value: string): boolean => DAY.test(value) && !Number.isNaN(Date.parse(value));
