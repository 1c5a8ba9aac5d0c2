import { inReadingDirection, typicalSize, type TextRun } from './text-runs';

/** A column, or a stretch of it, as lines from top to bottom. */
export type TextBlock = readonly TextRun[];

interface Interval {
  readonly from: number;
  readonly to: number;
}

const ASCENT = 0.75;
const DESCENT = 0.25;
const GUTTER_EM = 0.7;
const COLUMN_EM = 6;
const MIN_ROWS = 3;
const MAX_DEPTH = 8;
/** More gaps than a page has columns are the work of a broken or hostile file. */
const MAX_GAPS = 64;

/**
 * Puts runs into the order in which a person reads them: column by column, and what spans columns before those below.
 * The page is cut along its white gutters, and across where a gutter ends, until each piece is one column.
 */
export function readingOrder(runs: readonly TextRun[]): TextBlock[] {
  return readRegion(runs, typicalSize(runs), 0);
}

function readRegion(runs: readonly TextRun[], em: number, depth: number): TextBlock[] {
  const columns = depth < MAX_DEPTH ? columnsOf(runs, em) : [];
  if (columns.length > 1) return columns.flatMap((column) => readRegion(column, em, depth + 1));
  const bands = depth < MAX_DEPTH ? bandsOf(rowsOf(runs), em) : [];
  if (bands.length > 1) return bands.flatMap((band) => readRegion(band, em, depth + 1));
  return [linesOf(runs)];
}

// Narrow columns are the numbers of a list or of a table, which are read along with what stands beside them.
function columnsOf(runs: readonly TextRun[], em: number): TextRun[][] {
  if (rowsOf(runs).length < MIN_ROWS && baselineCount(runs) < MIN_ROWS) return [];
  const gutters = gapsOf(coverageOf(runs), GUTTER_EM * em);
  if (gutters.length === 0 || gutters.length > MAX_GAPS) return [];
  const columns = gutters.map((): TextRun[] => []).concat([[]]);
  for (const run of runs) columns[gutters.filter((gutter) => gutter.to <= run.x).length]?.push(run);
  return mergeNarrow(columns, COLUMN_EM * em);
}

// One narrow column numbers what stands right of it; several are the cells of a table whose labels stand left.
function mergeNarrow(columns: readonly TextRun[][], minWidth: number): TextRun[][] {
  const merged: TextRun[][] = [];
  let narrow: TextRun[][] = [];
  for (const column of columns) {
    if (meanWidth(column) < minWidth) {
      narrow.push(column);
      continue;
    }
    const belongsLeft = narrow.length > 1 && merged.length > 0;
    if (belongsLeft) merged.at(-1)?.push(...narrow.flat());
    merged.push(belongsLeft ? [...column] : [...narrow.flat(), ...column]);
    narrow = [];
  }
  if (merged.length === 0) return [];
  merged.at(-1)?.push(...narrow.flat());
  return merged;
}

function meanWidth(runs: readonly TextRun[]): number {
  return runs.reduce((total, run) => total + run.right - run.x, 0) / (runs.length || 1);
}

function baselineCount(runs: readonly TextRun[]): number {
  return new Set(runs.map((run) => Math.round(run.y))).size;
}

/** Runs whose heights overlap, from top to bottom. In columns with different leading that is a single row. */
function rowsOf(runs: readonly TextRun[]): TextRun[][] {
  const rows: TextRun[][] = [];
  let bottom = -Infinity;
  for (const run of runs.toSorted((a, b) => topOf(a) - topOf(b))) {
    if (topOf(run) < bottom) rows.at(-1)?.push(run);
    else rows.push([run]);
    bottom = Math.max(bottom, run.y + DESCENT * run.size);
  }
  return rows;
}

function topOf(run: TextRun): number {
  return run.y - ASCENT * run.size;
}

// A band grows downwards as long as its gutter stays white, or as long as it has none.
function bandsOf(rows: readonly TextRun[][], em: number): TextRun[][] {
  const bands: { runs: TextRun[]; coverage: Interval[]; hasGutter: boolean }[] = [];
  for (const row of rows) {
    const coverage = coverageOf(row);
    const hasGutter = isSplit(coverage, em);
    const band = bands.at(-1);
    const joint = band?.hasGutter ? union([...band.coverage, ...coverage]) : [];
    const fits = band?.hasGutter ? gapsOf(joint, GUTTER_EM * em).length > 0 && joint.length <= MAX_GAPS : !hasGutter;
    if (band && fits) {
      band.runs.push(...row);
      band.coverage = joint;
    } else {
      bands.push({ runs: [...row], coverage, hasGutter });
    }
  }
  return mergeSingle(bands.map((band) => ({ runs: band.runs, isSingle: columnsOf(band.runs, em).length < 2 })));
}

function isSplit(coverage: readonly Interval[], em: number): boolean {
  return gapsOf(coverage, GUTTER_EM * em).length > 0 && coverage.every(({ from, to }) => to - from >= COLUMN_EM * em);
}

function mergeSingle(bands: readonly { readonly runs: TextRun[]; readonly isSingle: boolean }[]): TextRun[][] {
  return bands
    .reduce<{ runs: TextRun[]; isSingle: boolean }[]>((merged, band) => {
      const last = merged.at(-1);
      if (last?.isSingle && band.isSingle) last.runs.push(...band.runs);
      else merged.push({ runs: [...band.runs], isSingle: band.isSingle });
      return merged;
    }, [])
    .map((band) => band.runs);
}

function coverageOf(runs: readonly TextRun[]): Interval[] {
  return union(runs.map((run) => ({ from: run.x, to: run.right })));
}

function union(intervals: readonly Interval[]): Interval[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** The white intervals of at least `minWidth` between covered ones. */
function gapsOf(coverage: readonly Interval[], minWidth: number): Interval[] {
  return coverage.slice(1).flatMap(({ from }, at) => {
    const before = coverage[at]?.to ?? from;
    return from - before >= minWidth ? [{ from: before, to: from }] : [];
  });
}

// Runs whose heights overlap by more than half stand on one line.
function linesOf(runs: readonly TextRun[]): TextRun[] {
  const lines: TextRun[][] = [];
  for (const run of runs.toSorted((a, b) => a.y - b.y)) {
    const last = lines.at(-1)?.[0];
    if (last && run.y - last.y < Math.min(last.size, run.size) / 2) lines.at(-1)?.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => joinLine(line.sort((a, b) => a.x - b.x)));
}

function joinLine(line: readonly TextRun[]): TextRun {
  const main = line.reduce((widest, run) => (run.text.length > widest.text.length ? run : widest));
  const text = inReadingDirection(line.map((run) => run.text)).join(' ');
  return { ...main, text, x: Math.min(...line.map((run) => run.x)), right: Math.max(...line.map((run) => run.right)) };
}
