interface Cut {
  readonly at: RegExp;
  /** What stands between two pieces that stay together. */
  readonly gap: string;
}

// From the best place to the worst.
const CUTS: readonly Cut[] = [
  { at: /\n(?=#{1,6}\s)/g, gap: '\n\n' },
  { at: /\n\s*\n/g, gap: '\n\n' },
  { at: /\n/g, gap: '\n' },
  { at: /(?<=[.!?…。！？])\s+/g, gap: ' ' },
  { at: /(?<=[。！？])/g, gap: '' },
  { at: /\s+/g, gap: ' ' },
];

/**
 * Cuts a text into parts of at most `maxBytes` bytes of UTF-8, at headings if possible, else between paragraphs, lines,
 * sentences, words. Nothing but white space at the cuts is lost, and neighbours that fit together stay together.
 */
export function splitText(text: string, maxBytes: number): string[] {
  return split(text.trim(), Math.max(maxBytes, 4), 0);
}

function split(text: string, maxBytes: number, level: number): string[] {
  if (Buffer.byteLength(text) <= maxBytes) return text === '' ? [] : [text];
  const cut = CUTS[level];
  if (!cut) return hardSplit(text, maxBytes);
  const pieces = text.split(cut.at).map((piece) => piece.trim());
  const small = pieces.flatMap((piece) => split(piece, maxBytes, level + 1));
  return joinNeighbours(small, maxBytes, cut.gap);
}

function joinNeighbours(pieces: readonly string[], maxBytes: number, gap: string): string[] {
  const parts: string[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    const size = Buffer.byteLength(piece);
    const isJoined = parts.length > 0 && bytes + gap.length + size <= maxBytes;
    if (isJoined) parts.push((parts.pop() ?? '') + gap + piece);
    else parts.push(piece);
    bytes = isJoined ? bytes + gap.length + size : size;
  }
  return parts;
}

// A word longer than a part: cut between characters, never inside one.
function hardSplit(text: string, maxBytes: number): string[] {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of text) {
    const size = Buffer.byteLength(character);
    if (bytes + size > maxBytes) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += character;
    bytes += size;
  }
  return part === '' ? parts : [...parts, part];
}
