/** What the bytes of a file say about it, before anything parses it. */
export type PdfSignature = 'ok' | 'not-a-pdf' | 'encrypted';

const HEADER = '%PDF-';
/** A header may stand behind other bytes, as readers allow it. */
const HEADER_WITHIN = 1_024;
const MAX_TRAILER_BYTES = 16_384;
const MAX_TRAILERS = 64;
/** How far before its type the dictionary of a cross-reference stream may begin. */
const STREAM_HEAD_BYTES = 1_024;

/**
 * Looks for the header and for an /Encrypt entry in a trailer, classic or cross-reference stream.
 * Page text never counts: only the dictionaries that the file itself names as its trailers are read.
 * Costs one pass over the bytes at most, and no memory.
 */
export function inspectPdf(bytes: Buffer): PdfSignature {
  const start = bytes.subarray(0, HEADER_WITHIN + HEADER.length).indexOf(HEADER);
  if (start === -1) return 'not-a-pdf';
  return trailersOf(bytes, start).some((at) => hasEncryption(bytes, at)) ? 'encrypted' : 'ok';
}

// A damaged file does not say where its trailer is; readers then look for the word, and so does this.
function trailersOf(bytes: Buffer, start: number): number[] {
  const named = namedTrailer(bytes, start);
  if (named !== null) return [named];
  const streams = placesOf(bytes, '/XRef').map(
    (at) =>
      Math.max(at - STREAM_HEAD_BYTES, 0) + textAt(bytes, at - STREAM_HEAD_BYTES, STREAM_HEAD_BYTES).lastIndexOf('<<'),
  );
  return [...placesOf(bytes, 'trailer'), ...streams];
}

// The offset counts from the header or, in files with bytes before it, from the beginning.
function namedTrailer(bytes: Buffer, start: number): number | null {
  const mark = bytes.lastIndexOf('startxref');
  const offset = mark === -1 ? undefined : /^startxref\s+(\d{1,10})\b/.exec(textAt(bytes, mark, 40))?.[1];
  if (offset === undefined) return null;
  const places = [Number(offset), Number(offset) + start].map((place) => trailerBehind(bytes, place));
  return places.find((place) => place !== null) ?? null;
}

function trailerBehind(bytes: Buffer, place: number): number | null {
  const head = textAt(bytes, place, 40);
  if (/^\s*\d+\s+\d+\s+obj\b/.test(head)) return place;
  const trailer = /^\s*xref\b/.test(head) ? bytes.indexOf('trailer', place) : -1;
  return trailer === -1 ? null : trailer;
}

function placesOf(bytes: Buffer, word: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(word); at !== -1 && places.length < MAX_TRAILERS; at = bytes.indexOf(word, at + 1)) {
    places.push(at);
  }
  return places;
}

// A string may hold anything, also "/Encrypt"; a name may be spelled with hexadecimal codes.
const TOKEN = /\((?:\\[^]|[^\\()])*\)|<<|>>|<[^<>]*>|\/[^\s()<>[\]{}/%]*|%[^\r\n]*|\d+\s+\d+\s+R\b|[^\s()<>[\]{}/%]+/g;

const BEFORE_DICTIONARY = /^\s*(?:trailer|\d+\s+\d+\s+obj)?\s*(?=<<)/;

/** Says whether the dictionary at or right behind `at` has an /Encrypt entry of its own; nested ones do not count. */
function hasEncryption(bytes: Buffer, at: number): boolean {
  const text = textAt(bytes, at, MAX_TRAILER_BYTES);
  const lead = BEFORE_DICTIONARY.exec(text)?.[0];
  if (lead === undefined) return false;
  const tokens = text.slice(lead.length).match(TOKEN) ?? [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token === '<<') depth += 1;
    if (token === '>>') depth -= 1;
    if (depth === 0) return false;
    if (depth === 1 && nameOf(token) === '/Encrypt') return isValue(tokens[index + 1]);
  }
  return false;
}

function isValue(token: string | undefined): boolean {
  return token === '<<' || /^\d+\s+\d+\s+R$/.test(token ?? '');
}

function nameOf(token: string): string {
  return token.replace(/#([\dA-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function textAt(bytes: Buffer, at: number, length: number): string {
  return bytes.subarray(Math.max(at, 0), Math.max(at + length, 0)).toString('latin1');
}
