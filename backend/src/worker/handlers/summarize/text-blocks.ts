import { isSpaceless } from './words';

/** A part of a text that is read as one. A `label` (heading, caption, note without a full stop) is not quotable. */
export interface TextBlock {
  readonly kind: 'prose' | 'label';
  readonly text: string;
}

const FENCE = /^(```|~~~)/;
const RULE = /^(?:[-*_=]\s*){3,}$/;
const HEADING = /^#{1,6}\s+/;
const LIST_ITEM = /^(?:[-*+•▪◦]|\d{1,3}[.)])\s+/;
const ENDS_A_SENTENCE = /[.!?…。！？｡۔।][\p{Pe}\p{Pf}"'*_)\]]*$/u;
const MAX_LABEL_CHARS = 120;
const SHORT_LINE = 0.5;

/** What stands between two lines of one paragraph: nothing where the script has no spaces, else a space. */
export function lineGap(left: string, right: string): string {
  const end = left.slice(-1);
  if (/[。、！？」』）]/u.test(end)) return '';
  return isSpaceless(end) && isSpaceless(right.slice(0, 1)) ? '' : ' ';
}

/** Cuts a plain or Markdown text into paragraphs, list items and headings; code, tables and rules are left out. */
export function splitBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let lines: string[] = [];
  let isCode = false;
  const flush = (): void => {
    blocks.push(...blocksOf(lines));
    lines = [];
  };
  for (const raw of text.split(/\r\n?|[\n\f\v\u0085\u2028\u2029]/)) {
    const line = raw.trim().replace(/^(?:>\s?)+/, '');
    if (FENCE.test(line)) isCode = !isCode;
    const isNoise = isCode || FENCE.test(line) || line === '' || RULE.test(line) || isTableRow(line);
    if (isNoise || HEADING.test(line) || LIST_ITEM.test(line)) flush();
    if (HEADING.test(line) && !isCode) blocks.push({ kind: 'label', text: line.replace(HEADING, '') });
    else if (!isNoise) lines.push(line.replace(LIST_ITEM, ''));
  }
  flush();
  return blocks.filter((block) => block.text !== '');
}

function isTableRow(line: string): boolean {
  return line.length > 1 && line.startsWith('|') && line.endsWith('|');
}

// A line that stops early without a full stop ends its block: it is a headline above wrapped text, not a part of it.
function blocksOf(lines: readonly string[]): TextBlock[] {
  const widest = lines.reduce((max, line) => Math.max(max, line.length), 0);
  const blocks: TextBlock[] = [];
  let open: string[] = [];
  for (const line of lines) {
    open.push(line);
    if (line.length < widest * SHORT_LINE && !ENDS_A_SENTENCE.test(line)) {
      blocks.push(blockOf(open));
      open = [];
    }
  }
  return open.length > 0 ? [...blocks, blockOf(open)] : blocks;
}

function blockOf(lines: readonly string[]): TextBlock {
  const text = joinLines(lines).replace(/\s+/gu, ' ').trim();
  const isLabel = text.length <= MAX_LABEL_CHARS && !ENDS_A_SENTENCE.test(text);
  return { kind: isLabel ? 'label' : 'prose', text };
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line, at) => (at === 0 ? line : lineGap(lines[at - 1] ?? '', line) + line)).join('');
}
