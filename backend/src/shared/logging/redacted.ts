const REDACTED = '[redacted]';
const TOO_DEEP = '[too deep]';
const MAX_DEPTH = 6;
const MAX_ITEMS = 100;
const MAX_TEXT_CHARS = 8_192;

/** Fields whose values are secrets, or what people gave us to work on; compared without case, `-` and `_`. */
const SECRET_FIELDS = new Set([
  ...['authorization', 'proxyauthorization', 'cookie', 'setcookie', 'xapikey', 'apikey', 'openrouterapikey'],
  ...['password', 'secret', 'token', 'accesstoken', 'sessiontoken', 'redisurl'],
  ...['content', 'result', 'resultjson', 'attachment', 'prompt', 'messages', 'body'],
]);

/** What a secret looks like wherever it stands: keys of ours and of the provider, credentials of a header or an address. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/\bwsk_[0-9A-Za-z]+_\w+/g, REDACTED],
  [/\bsk-[0-9A-Za-z][\w-]{3,}/g, REDACTED],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${REDACTED}`],
  [/\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, `$1$2${REDACTED}`],
  [/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/@]+@/gi, `$1${REDACTED}@`],
];

/** A text without the secrets that can be told by their looks, and no longer than a line of a log should be. */
export function scrubbed(text: string): string {
  const short = text.length > MAX_TEXT_CHARS ? `${text.slice(0, MAX_TEXT_CHARS)}…` : text;
  return SECRET_TEXTS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), short);
}

/**
 * A copy of a value that may be written to a log: no secrets, nothing that people gave us to work on, no bytes, and of a
 * bounded depth, so that it can always be written.
 */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubbed(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MAX_DEPTH) return TOO_DEEP;
  if (ArrayBuffer.isView(value)) return `[${String(value.byteLength)} bytes]`;
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => redacted(item, depth + 1));
  if (value instanceof Error) return redactedError(value, depth);
  if (hasPlainForm(value)) return redacted(value.toJSON(), depth + 1);
  return redactedFields(Object.entries(value), depth);
}

function redactedFields(entries: readonly (readonly [string, unknown])[], depth: number): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(([name, value]) => [name, isSecret(name, value) ? REDACTED : redacted(value, depth + 1)]),
  );
}

// Dates, addresses and the like.
const hasPlainForm = (value: object): value is { toJSON(): unknown } =>
  'toJSON' in value && typeof value.toJSON === 'function';

// What may be shown of an error is what it says of itself; the cause is one more of the kind.
function redactedError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  const own = Object.entries(error).filter(([field]) => field !== 'cause');
  return redactedFields([['name', name], ['message', message], ['stack', stack], ...own, ['cause', cause]], depth);
}

// A number or a flag of such a name counts something and gives nothing away.
function isSecret(name: string, value: unknown): boolean {
  const isTelling = typeof value === 'string' || (typeof value === 'object' && value !== null);
  return isTelling && SECRET_FIELDS.has(name.replace(/[-_]/g, '').toLowerCase());
}
