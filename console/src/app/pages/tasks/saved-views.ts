import { Params } from '@angular/router';

/** A list worth coming back to. */
export interface SavedView {
  readonly name: string;
  /** Its address parameters as a query string. */
  readonly search: string;
}

/** The lists that every operator asks for. */
export const BUILT_IN_VIEWS: readonly SavedView[] = [
  { name: 'Failing now', search: 'status=DLQ&age=<1h&sort=updated_at' },
  { name: 'Stuck > 5 min', search: 'status=ACTIVE&age=>5m&order=asc' },
  { name: 'Waiting', search: 'status=PENDING&order=asc' },
];

/** Says whether something read from storage is a view. */
export const isSavedView = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'search' in value &&
  typeof value.name === 'string' &&
  typeof value.search === 'string';

/** The address parameters of a view; a name that is repeated becomes a list. */
export function paramsOfView({ search }: SavedView): Params {
  const found = new URLSearchParams(search);
  return Object.fromEntries([...new Set(found.keys())].map((name) => [name, found.getAll(name)]));
}

/** Adds a view in place of one with the same name. */
export const withView = (views: readonly SavedView[], added: SavedView): readonly SavedView[] => [
  ...views.filter(({ name }) => name !== added.name),
  added,
];
