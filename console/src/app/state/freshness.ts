import { StreamLink } from '../api/stream-link';
import { FreshnessKind } from '../ui/freshness-badge/freshness-badge';

/** A heartbeat comes at least every 15 s; what is older than this has missed one and says its age. */
export const FRESH_FOR_MS = 20_000;

/** How current the screen is: a word for the look, a text for the person. */
export interface Freshness {
  readonly kind: FreshnessKind;
  readonly text: string;
}

/** Puts the state of the stream into words. */
export function freshnessOf(link: StreamLink, nowMs: number): Freshness {
  switch (link.phase) {
    case 'LIVE':
      return freshnessOfAge(nowMs - link.lastMessageAtMs);
    case 'WAITING':
      return { kind: 'waiting', text: `reconnecting in ${secondsUntil(link.retryAtMs, nowMs)} s` };
    case 'CONNECTING':
      return { kind: 'connecting', text: 'connecting' };
    case 'PAUSED':
      return { kind: 'paused', text: 'paused' };
  }
}

function freshnessOfAge(ageMs: number): Freshness {
  return ageMs <= FRESH_FOR_MS
    ? { kind: 'live', text: 'live' }
    : { kind: 'aged', text: `${Math.round(ageMs / 1_000)} s old` };
}

const secondsUntil = (atMs: number, nowMs: number): number => Math.max(0, Math.ceil((atMs - nowMs) / 1_000));
