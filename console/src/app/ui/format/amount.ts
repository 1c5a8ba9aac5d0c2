import { Pipe, PipeTransform } from '@angular/core';

const GROUPED = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const KIB = 1_024;
const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A count in full up to 99,999 and short beyond: `12,418`, `1.2M`. */
export const formatCount = (count: number): string => (count < 100_000 ? GROUPED : SHORT).format(count);

/** Moves a minute: `42/min`. */
export const formatRate = (perMinute: number): string => `${formatCount(perMinute)}/min`;

/** A size in binary units with at most one decimal: `512 B`, `1.5 MiB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(KIB)));
  const value = bytes / KIB ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${BYTE_UNITS[power]}`;
}

/** `formatCount` for templates; a dash for null. */
@Pipe({ name: 'wsCount' })
export class CountPipe implements PipeTransform {
  transform(count: number | null): string {
    return count === null ? '–' : formatCount(count);
  }
}

/** `formatBytes` for templates; a dash for null. */
@Pipe({ name: 'wsBytes' })
export class BytesPipe implements PipeTransform {
  transform(bytes: number | null): string {
    return bytes === null ? '–' : formatBytes(bytes);
  }
}
