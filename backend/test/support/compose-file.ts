import { parse } from 'yaml';

/** One service, as far as the specs look at it. */
export interface Service {
  readonly build?: { readonly dockerfile: string };
  readonly cap_drop: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly healthcheck: { readonly test: readonly string[] };
  readonly mem_limit?: string;
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly read_only: boolean;
  readonly security_opt: readonly string[];
  readonly stop_grace_period: string;
  readonly user?: string;
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
}

const VARIABLE = /\$\{(\w+)(?::-([^}]*))?\}/g;

/** Reads a compose file as Docker Compose would in this environment: parsed first, filled in then. */
export const readCompose = (text: string, environment: Readonly<Record<string, string>> = {}): ComposeFile =>
  revive(text, (value) =>
    value.replaceAll(VARIABLE, (_all, name: string, fallback = '') => environment[name] || String(fallback)),
  );

/** Every name that the file takes from outside. */
export function variablesOf(text: string): string[] {
  const names = new Set<string>();
  revive(text, (value) => {
    for (const [, name = ''] of value.matchAll(VARIABLE)) names.add(name);
    return value;
  });
  return [...names];
}

const revive = (text: string, change: (value: string) => string): ComposeFile =>
  parse(text, (_key, value: unknown) => (typeof value === 'string' ? change(value) : value), {
    merge: true,
  }) as ComposeFile;

const UNIT_MS = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/** A duration such as `1m30s`, in milliseconds. */
export const durationMs = (text: string): number =>
  [...text.matchAll(/(\d+)(ms|[hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS],
    0,
  );
