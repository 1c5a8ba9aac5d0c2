import { typicalSize, type TextRun } from './text-runs';

/** The level text of one page, with the size of the page. */
export interface PageRuns {
  readonly height: number;
  readonly runs: readonly TextRun[];
}

const MARGIN = 0.12;
const EDGE_LINES = 2;
const PARTING = 1.5;
const FEW_PAGES = 3;
const HEADING_RATIO = 1.25;
const PAGE_NUMBER = /^[-–—|·\s]*(?:(?:page|seite|p\.|s\.)\s*)?#(?:\s*(?:\/|of|von)\s*#)?[-–—|·\s]*$/iu;

/**
 * Takes out what is printed in the outermost lines of several pages: running headers, footers and page numbers.
 * A line counts as the same when only its digits differ; on two pages of up to three, on three of more. What is set
 * larger than the text is a heading ("Chapter 2") and stays.
 */
export function dropRunningLines(pages: readonly PageRuns[]): TextRun[][] {
  const textSize = typicalSize(pages.flatMap((page) => page.runs));
  const edges = pages.map((page) => edgeOf(page, textSize).filter((run) => run.size <= HEADING_RATIO * textSize));
  const spread = new Map<string, number>();
  for (const edge of edges) for (const key of new Set(edge.map(keyOf))) spread.set(key, (spread.get(key) ?? 0) + 1);
  const filled = pages.filter((page) => page.runs.length > 0).length;
  const needed = filled <= FEW_PAGES ? 2 : 3;
  return pages.map((page, at) => {
    const running = new Set(edges[at]?.filter((run) => (spread.get(keyOf(run)) ?? 0) >= needed));
    return page.runs.filter((run) => !running.has(run));
  });
}

// The lines at the edge that white space parts from the text: without it they are its first or last lines.
function edgeOf({ height, runs }: PageRuns, textSize: number): TextRun[] {
  const heights = [...new Set(runs.map((run) => Math.round(run.y)))].sort((a, b) => a - b);
  const top = detached(heights, textSize).filter((y) => y < MARGIN * height);
  const bottom = detached(heights.toReversed(), textSize).filter((y) => y > (1 - MARGIN) * height);
  const edge = new Set([...top, ...bottom]);
  return runs.filter((run) => edge.has(Math.round(run.y)));
}

function detached(heights: readonly number[], textSize: number): readonly number[] {
  const isParted = (at: number): boolean =>
    Math.abs((heights[at] ?? Infinity) - (heights[at - 1] ?? 0)) >= PARTING * textSize;
  const lines = Array.from({ length: EDGE_LINES }, (_, at) => EDGE_LINES - at).find(isParted) ?? 0;
  return heights.slice(0, lines);
}

// Page numbers move from side to side; any other line must stay at its height and keep its size.
function keyOf(run: TextRun): string {
  const text = run.text.toLowerCase().replace(/\d+/g, '#');
  if (PAGE_NUMBER.test(text)) return 'page number';
  return [text, Math.round(run.y / 6), Math.round(run.size)].join('|');
}
