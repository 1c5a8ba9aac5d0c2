import type { TextRun } from './text-runs';

/** The level text of one page, with the size of the page. */
export interface PageRuns {
  readonly height: number;
  readonly runs: readonly TextRun[];
}

const MARGIN = 0.12;
const FEW_PAGES = 3;
const PAGE_NUMBER = /^[-–—|·\s]*(?:(?:page|seite|p\.|s\.)\s*)?#(?:\s*(?:\/|of|von)\s*#)?[-–—|·\s]*$/iu;

/**
 * Takes out what is printed at the edge of several pages: running headers, footers and page numbers.
 * A line counts as the same when only its digits differ; on two pages of up to three, on three of more.
 */
export function dropRunningLines(pages: readonly PageRuns[]): TextRun[][] {
  const spread = new Map<string, number>();
  for (const page of pages) {
    const keys = new Set(page.runs.filter((run) => isAtEdge(run, page)).map(keyOf));
    for (const key of keys) spread.set(key, (spread.get(key) ?? 0) + 1);
  }
  const filled = pages.filter((page) => page.runs.length > 0).length;
  const needed = filled <= FEW_PAGES ? 2 : 3;
  const isRunning = (run: TextRun): boolean => (spread.get(keyOf(run)) ?? 0) >= needed;
  return pages.map((page) => page.runs.filter((run) => !(isAtEdge(run, page) && isRunning(run))));
}

function isAtEdge(run: TextRun, { height }: PageRuns): boolean {
  return run.y < MARGIN * height || run.y > (1 - MARGIN) * height;
}

// Page numbers move from side to side; any other line must stay at its height and keep its size.
function keyOf(run: TextRun): string {
  const text = run.text.toLowerCase().replace(/\d+/g, '#');
  if (PAGE_NUMBER.test(text)) return 'page number';
  return [text, Math.round(run.y / 6), Math.round(run.size)].join('|');
}
