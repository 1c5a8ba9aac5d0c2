/** The columns that can be shown or left out, in their order; state, type and id are always there. */
export const COLUMNS = [
  { name: 'attempts', label: 'Attempts' },
  { name: 'priority', label: 'Priority' },
  { name: 'labels', label: 'Labels' },
  { name: 'error', label: 'Error' },
  { name: 'progress', label: 'Progress' },
  { name: 'created_at', label: 'Created' },
  { name: 'updated_at', label: 'Updated' },
  { name: 'completed_at', label: 'Completed' },
  { name: 'run', label: 'Run time' },
  { name: 'worker', label: 'Worker' },
] as const;
export type ColumnName = (typeof COLUMNS)[number]['name'];

/** What is shown until a person chooses. */
export const USUAL_COLUMNS: readonly ColumnName[] = [
  'attempts',
  'error',
  'created_at',
  'updated_at',
  'completed_at',
  'run',
  'worker',
];

/** Says whether something read from storage is the name of a column. */
export const isColumnName = (value: unknown): value is ColumnName => COLUMNS.some(({ name }) => name === value);
