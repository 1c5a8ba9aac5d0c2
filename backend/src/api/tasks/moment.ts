import { invalidInput } from '../http';

const DATE_ALONE = /^\d{4}-\d\d-\d\d$/;
const HAS_OFFSET = /(Z|[+-]\d\d:?\d\d)$/i;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Reads an ISO 8601 text as milliseconds since 1970. Throws a problem that names the field. */
// JavaScript reads a time without an offset as local time; here it is UTC.
export function momentOf(field: string, text: string): number {
  const ms = Date.parse(DATE_ALONE.test(text) || HAS_OFFSET.test(text) ? text : `${text}Z`);
  if (Number.isNaN(ms)) throw invalidInput({ field, message: `${field} must be an ISO 8601 date or time` });
  return ms;
}

/** The last millisecond that a text means: of a date alone, that of its day. */
export const lastMomentOf = (field: string, text: string): number =>
  momentOf(field, text) + (DATE_ALONE.test(text) ? DAY_MS - 1 : 0);
