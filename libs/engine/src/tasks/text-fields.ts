/**
 * Redis keeps a small hash in one compact block as long as no value is longer than 64 bytes (its default); one longer
 * value makes the hash take about twice the memory. So texts up to a few kilobytes are stored in pieces, `c0`, `c1`, …;
 * for longer ones the text itself dominates, and they are stored whole, as `c`.
 */
const PIECE_BYTES = 63;
/** No UTF-16 unit takes more than three bytes of UTF-8. */
const PIECE_UNITS = PIECE_BYTES / 3;
const LARGEST_IN_PIECES = 30 * PIECE_UNITS;

/** Appends the fields that hold `text` under `name`, as names and values; answers how many were appended. */
export function appendText(fields: (string | number | Buffer)[], name: string, text: string): number {
  const isAscii = text.length <= 30 * PIECE_BYTES && Buffer.byteLength(text) === text.length;
  if (!isAscii && text.length > LARGEST_IN_PIECES) {
    fields.push(name, text);
    return 2;
  }
  const units = isAscii ? PIECE_BYTES : PIECE_UNITS;
  let count = 0;
  let start = 0;
  do {
    const end = pieceEnd(text, start + units);
    fields.push(name + String(count++), text.slice(start, end));
    start = end;
  } while (start < text.length);
  return count * 2;
}

/** A pair of surrogates is one character and must not be torn apart. */
function pieceEnd(text: string, end: number): number {
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xd800 && unit <= 0xdbff && end < text.length ? end - 1 : end;
}

/** The text stored under `name`, or null when there is none. */
export function readText(hash: Readonly<Record<string, string | undefined>>, name: string): string | null {
  const whole = hash[name];
  if (whole !== undefined) return whole;
  let piece = hash[`${name}0`];
  if (piece === undefined) return null;
  let text = '';
  for (let i = 1; piece !== undefined; i++) {
    text += piece;
    piece = hash[name + String(i)];
  }
  return text;
}
