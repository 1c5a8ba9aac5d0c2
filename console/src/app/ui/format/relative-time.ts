import { Pipe, PipeTransform } from '@angular/core';

const UNITS = [
  { ms: 86_400_000, name: 'd' },
  { ms: 3_600_000, name: 'h' },
  { ms: 60_000, name: 'min' },
  { ms: 1_000, name: 's' },
] as const;

/** How long ago or ahead an instant is, in one unit: `just now`, `12 s ago`, `in 3 min`. */
export function formatRelativeTime(iso: string, nowMs: number): string {
  const ageMs = nowMs - Date.parse(iso);
  const unit = UNITS.find((candidate) => Math.abs(ageMs) >= candidate.ms);
  if (!unit) return 'just now';
  const text = `${Math.floor(Math.abs(ageMs) / unit.ms)} ${unit.name}`;
  return ageMs > 0 ? `${text} ago` : `in ${text}`;
}

/** `formatRelativeTime` for templates; a dash for null. */
@Pipe({ name: 'wsRelativeTime' })
export class RelativeTimePipe implements PipeTransform {
  transform(iso: string | null, nowMs: number): string {
    return iso === null ? '–' : formatRelativeTime(iso, nowMs);
  }
}
