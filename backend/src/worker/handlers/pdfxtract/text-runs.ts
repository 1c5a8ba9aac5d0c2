import type { TextItem } from './extract-protocol';

/** Text on one baseline without a wide gap. Points from the top left corner; `y` is the baseline. */
export interface TextRun {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly font: string;
}

const SAME_BASELINE = 0.35;
const WIDE_GAP = 0.6;
const WORD_GAP = 0.18;
const OVERPRINT = 0.1;
const DROP_CAP_SIZE = 1.8;
const MAX_DROP_CAPS = 100;

/** Turns items into runs, a list for each direction of text: level text first, then what stands on its side. */
export function runsByTurn(items: readonly TextItem[]): TextRun[][] {
  const levels = [0, 90, 180, 270].map((turn) => runsOf(items.filter((item) => item.turn === turn).map(levelled)));
  return levels.filter((runs) => runs.length > 0).sort((a, b) => charsOf(b) - charsOf(a));
}

// Turned text is laid level, so that one reader of lines serves all directions.
function levelled(item: TextItem): TextItem {
  switch (item.turn) {
    case 90:
      return { ...item, x: item.y, y: -item.x };
    case 180:
      return { ...item, x: -item.x, y: -item.y };
    case 270:
      return { ...item, x: -item.y, y: item.x };
    default:
      return item;
  }
}

function runsOf(items: readonly TextItem[]): TextRun[] {
  const runs = baselinesOf(items).flatMap(joinItems);
  return joinDropCaps(runs.filter((run) => run.text !== ''));
}

function baselinesOf(items: readonly TextItem[]): TextItem[][] {
  const baselines: TextItem[][] = [];
  for (const item of items.toSorted((a, b) => a.y - b.y)) {
    const first = baselines.at(-1)?.[0];
    if (first && item.y - first.y <= SAME_BASELINE * Math.min(first.size, item.size)) baselines.at(-1)?.push(item);
    else baselines.push([item]);
  }
  return baselines.map((baseline) => baseline.sort((a, b) => a.x - b.x));
}

interface OpenRun {
  readonly items: TextItem[];
  /** The texts of the items and the spaces between them. */
  readonly pieces: string[];
  right: number;
  hasSpace: boolean;
}

function joinItems(baseline: readonly TextItem[]): TextRun[] {
  const runs: OpenRun[] = [];
  for (const item of baseline) {
    const text = item.text.replace(/[\s\p{Cc}]+/gu, ' ');
    const open = runs.at(-1);
    if (text.trim() === '') {
      if (open) open.hasSpace = true;
    } else if (!open || item.x - open.right > WIDE_GAP * item.size) {
      runs.push({ items: [item], pieces: [text], right: item.x + item.width, hasSpace: false });
    } else if (!isOverprint(open, item)) {
      open.pieces.push(needsSpace(open, item) ? ' ' : '', text);
      open.items.push(item);
      open.right = Math.max(open.right, item.x + item.width);
      open.hasSpace = false;
    }
  }
  return runs.map(closed);
}

// Some programs make letters bold by printing them twice.
function isOverprint({ items }: OpenRun, item: TextItem): boolean {
  const last = items.at(-1);
  return last?.text === item.text && item.x - last.x < OVERPRINT * item.size;
}

function needsSpace(open: OpenRun, item: TextItem): boolean {
  return open.hasSpace || item.x - open.right > WORD_GAP * item.size;
}

function closed({ items, pieces, right }: OpenRun): TextRun {
  const main = items.reduce((widest, item) => (item.text.length > widest.text.length ? item : widest));
  return {
    text: inReadingDirection(pieces).join('').replace(/ +/g, ' ').trim(),
    x: items[0]?.x ?? 0,
    right,
    y: main.y,
    size: main.size,
    font: main.font,
  };
}

/** Pieces from left to right in the order in which they are read: reversed in Hebrew, Arabic and their like. */
export function inReadingDirection(pieces: readonly string[]): readonly string[] {
  const text = pieces.join('');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const leftward = text.match(/[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/gu)?.length ?? 0;
  return leftward > letters / 2 ? pieces.toReversed() : pieces;
}

// The large first letter of a story is lower than the line that it begins.
function joinDropCaps(runs: readonly TextRun[]): TextRun[] {
  const joined = new Map<TextRun, TextRun>();
  const caps = new Set<TextRun>();
  for (const cap of runs.filter((run) => /^["“„»]?\p{Lu}$/u.test(run.text)).slice(0, MAX_DROP_CAPS)) {
    const first = runs.find((run) => isBeside(run, cap));
    if (!first || joined.has(first)) continue;
    joined.set(first, { ...first, text: cap.text + first.text, x: cap.x });
    caps.add(cap);
  }
  return runs.filter((run) => !caps.has(run)).map((run) => joined.get(run) ?? run);
}

function isBeside(run: TextRun, cap: TextRun): boolean {
  const isLower = run.y <= cap.y + SAME_BASELINE * run.size && run.y > cap.y - cap.size;
  return cap.size >= DROP_CAP_SIZE * run.size && isLower && run.x >= cap.right - 1 && run.x - cap.right <= 2 * run.size;
}

function charsOf(runs: readonly TextRun[]): number {
  return runs.reduce((total, run) => total + run.text.length, 0);
}

/** The font size in which most characters are set; 0 without any. */
export function typicalSize(runs: readonly TextRun[]): number {
  const bySize = Map.groupBy(runs, (run) => Math.round(run.size * 2) / 2);
  return [...bySize].reduce((best, [size, set]) => (charsOf(set) > best.chars ? { size, chars: charsOf(set) } : best), {
    size: 0,
    chars: 0,
  }).size;
}
