const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7/;

/** When a task was created, in ms since the epoch, read from its id; null for an id that does not tell. */
export const idTimeMs = (id: string): number | null =>
  VERSION_7.test(id) ? parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
