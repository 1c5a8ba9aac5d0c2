import { lineGap } from '../summarize';
import type { TextBlock } from './reading-order';
import type { TextRun } from './text-runs';

/** Lines that belong together, as running text. */
export interface Paragraph {
  readonly text: string;
  readonly size: number;
  readonly font: string;
  /** True when it stands at the top of a column, where the text of another column may go on. */
  readonly opensColumn: boolean;
}

const SAME_SIZE = 0.7;
const WIDE_LEADING = 1.4;
const INDENT_EM = 0.8;
const SHORT_LINE = 0.7;
const ENDS_A_SENTENCE = /[.!?…:。！？][\p{Pe}\p{Pf}"']*$/u;
const HANGING_WORD = /^(?:und|oder|bzw|sowie|and|or)\b/u;

/** Joins lines to paragraphs, within a column by their layout, across columns and pages only where a sentence goes on. */
export function paragraphsOf(blocks: readonly TextBlock[]): Paragraph[] {
  const compounds = compoundsOf(blocks);
  return blocks
    .flatMap((block) => splitBlock(block).map((lines, at) => paragraphOf(lines, at === 0, compounds)))
    .reduce<Paragraph[]>((joined, next) => joinContinued(joined, next, compounds), []);
}

function splitBlock(block: TextBlock): TextRun[][] {
  const leading = typicalLeading(block);
  const left = Math.min(...block.map((line) => line.x));
  const right = Math.max(...block.map((line) => line.right));
  const paragraphs: TextRun[][] = [];
  for (const [at, line] of block.entries()) {
    const before = block[at - 1];
    if (before && !startsParagraph(line, before, { leading, left, right })) paragraphs.at(-1)?.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs;
}

interface Column {
  readonly leading: number;
  readonly left: number;
  readonly right: number;
}

function startsParagraph(line: TextRun, before: TextRun, { leading, left, right }: Column): boolean {
  if (Math.abs(line.size - before.size) > SAME_SIZE || line.font !== before.font) return true;
  if (line.y - before.y > WIDE_LEADING * Math.max(leading, line.size)) return true;
  const isIndented = (run: TextRun): boolean => run.x - left > INDENT_EM * run.size;
  if (isIndented(line) && !isIndented(before)) return true;
  return before.right < left + SHORT_LINE * (right - left) && ENDS_A_SENTENCE.test(before.text);
}

function typicalLeading(block: TextBlock): number {
  const steps = block.slice(1).map((line, at) => line.y - (block[at]?.y ?? line.y));
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}

function paragraphOf(lines: readonly TextRun[], opensColumn: boolean, compounds: ReadonlySet<string>): Paragraph {
  const [first] = lines;
  const text = lines.reduce((joined, line) => joinText(joined, line.text, compounds), '');
  return { text, size: first?.size ?? 0, font: first?.font ?? '', opensColumn };
}

/** Words that are written with a hyphen inside a line: their hyphen is kept where a line happens to end at it. */
function compoundsOf(blocks: readonly TextBlock[]): Set<string> {
  const words = blocks.flatMap((block) => block.flatMap((line) => line.text.match(/\p{L}+-\p{L}+/gu) ?? []));
  return new Set(words.map((word) => word.toLowerCase()));
}

function joinText(left: string, right: string, compounds: ReadonlySet<string>): string {
  if (left === '') return right;
  const stem = /([\p{L}\p{N}]+)[-\u00AD\u2010]$/u.exec(left.slice(-80))?.[1];
  if (stem === undefined) return left + lineGap(left, right) + right;
  if (HANGING_WORD.test(right)) return `${left} ${right}`;
  const rest = /^\p{Ll}+/u.exec(right)?.[0];
  const isCompound = rest === undefined || compounds.has(`${stem}-${rest}`.toLowerCase());
  return (isCompound ? left : left.slice(0, -1)) + right;
}

function joinContinued(joined: Paragraph[], next: Paragraph, compounds: ReadonlySet<string>): Paragraph[] {
  const last = joined.at(-1);
  if (!last || !goesOn(last, next)) joined.push(next);
  else joined.splice(-1, 1, { ...last, text: joinText(last.text, next.text, compounds) });
  return joined;
}

// A column that ends in the middle of a sentence goes on at the top of the next one.
function goesOn(last: Paragraph, next: Paragraph): boolean {
  const isSameType = Math.abs(last.size - next.size) <= SAME_SIZE && last.font === next.font;
  return isSameType && !ENDS_A_SENTENCE.test(last.text) && (next.opensColumn || /^\p{Ll}/u.test(next.text));
}
