import { Pipe, PipeTransform } from '@angular/core';

/** An instant in the reader's time zone to the millisecond, sortable: `2026-03-01 14:05:09.120`. */
export function formatInstant(iso: string): string {
  const at = new Date(iso);
  const day = [at.getFullYear(), pad(at.getMonth() + 1), pad(at.getDate())].join('-');
  const time = [pad(at.getHours()), pad(at.getMinutes()), pad(at.getSeconds())].join(':');
  return `${day} ${time}.${pad(at.getMilliseconds(), 3)}`;
}

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');

/** `formatInstant` for templates; a dash for null. */
@Pipe({ name: 'wsInstant' })
export class InstantPipe implements PipeTransform {
  transform(iso: string | null): string {
    return iso === null ? '–' : formatInstant(iso);
  }
}
