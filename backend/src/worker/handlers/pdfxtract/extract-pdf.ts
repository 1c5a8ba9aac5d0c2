import { setImmediate } from 'node:timers/promises';
import type { ExtractedPage, PageStatus } from '@workstream/contracts';
import type { Logger } from '@workstream/engine';
import { inspectPdf } from '../../../shared/pdf';
import { joinSentences, summarizeText } from '../summarize';
import { articlesOf, typeScaleOf, type PrintedArticle } from './articles';
import { isLegible } from './legibility';
import { paragraphsOf, type Paragraph } from './paragraphs';
import { encryptedPdf, invalidPdf } from './pdf-failures';
import type { PdfLimits } from './pdf-limits';
import { readPages, type RawPage } from './read-pages';
import { readingOrder } from './reading-order';
import { dropRunningLines } from './running-lines';
import { runsByTurn, type TextRun } from './text-runs';
import { countTopics, topicsOf, type TopicCounts } from './topics';

const NO_TEXT = 'no text layer: scanned or blank page';
const ONLY_RUNNING_LINES = 'no text but a running header or footer';
const ILLEGIBLE = 'the fonts of the page do not tell which letters they show';
const SUMMARY_SENTENCES = 2;

interface ExtractOptions {
  readonly limits: PdfLimits;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/**
 * The articles of a PDF, page by page; every page is listed, a failed one with the reason.
 * Throws a TaskFailure when the bytes are no readable PDF, or when not one page could be read.
 */
export async function extractPdf(bytes: Buffer, options: ExtractOptions): Promise<ExtractedPage[]> {
  const pages = await readLegible(bytes, options);
  return describePages(pages, await layOut(pages, options.signal), options.signal);
}

/** The text of one page, in reading order. */
export interface PageText {
  /** From 1. */
  readonly pageNumber: number;
  /** Paragraphs with an empty line between them; empty where the page shows none that can be read. */
  readonly text: string;
  /** `failed`: text is missing, though there may be some. */
  readonly status: PageStatus;
  /** Why text is missing; null when `status` is `ok`. */
  readonly reason: string | null;
}

/** The text of a PDF, page by page, every page listed. Throws like `extractPdf`. */
export async function readPageTexts(bytes: Buffer, options: ExtractOptions): Promise<PageText[]> {
  const pages = await readLegible(bytes, options);
  const paragraphs = await layOut(pages, options.signal);
  return pages.map((page, at) => {
    const text = (paragraphs[at] ?? []).map((paragraph) => paragraph.text).join('\n\n');
    return { pageNumber: page.pageNumber, text, ...statusOf(page, text !== '') };
  });
}

async function readLegible(bytes: Buffer, options: ExtractOptions): Promise<RawPage[]> {
  const signature = inspectPdf(bytes);
  if (signature === 'not-a-pdf') throw invalidPdf('The file is not a PDF: it has no PDF header.');
  if (signature === 'encrypted') throw encryptedPdf();
  return (await readPages(bytes, options)).map(blankIllegible);
}

// Text in codes without a meaning is no text, and to say so is all that can be done for it.
function blankIllegible(page: RawPage): RawPage {
  return isLegible(page.items) ? page : { ...page, items: [], reason: page.reason ?? ILLEGIBLE };
}

/** Others get their turn between two pages: one may take some milliseconds, a document some hundred pages. */
async function breathe(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

/** The paragraphs of each page in reading order. */
async function layOut(pages: readonly RawPage[], signal: AbortSignal): Promise<Paragraph[][]> {
  const turned: TextRun[][][] = [];
  for (const page of pages) {
    await breathe(signal);
    turned.push(runsByTurn(page.items));
  }
  const level = dropRunningLines(pages.map(({ height }, at) => ({ height, runs: turned[at]?.[0] ?? [] })));
  const paragraphs: Paragraph[][] = [];
  for (const [at, runs] of level.entries()) {
    await breathe(signal);
    const sideways = turned[at]?.slice(1) ?? [];
    paragraphs.push(paragraphsOf([runs, ...sideways].flatMap(readingOrder)));
  }
  return paragraphs;
}

async function describePages(
  pages: readonly RawPage[],
  paragraphs: readonly Paragraph[][],
  signal: AbortSignal,
): Promise<ExtractedPage[]> {
  const scale = typeScaleOf(paragraphs.flat());
  const drafts: Draft[][] = [];
  for (const page of paragraphs) {
    await breathe(signal);
    drafts.push(articlesOf(page, scale).map(draftOf));
  }
  const topics = topicsOf(drafts.flat().map((draft) => draft.words)).values();
  return pages.map((page, at) => {
    const articles = (drafts[at] ?? []).map(({ printed, summary }) => ({
      ...printed,
      topics: topics.next().value ?? [],
      summary,
    }));
    return { page_number: page.pageNumber, ...statusOf(page, articles.length > 0), articles };
  });
}

interface Draft {
  readonly printed: PrintedArticle;
  readonly summary: string;
  readonly words: TopicCounts;
}

function draftOf(printed: PrintedArticle): Draft {
  const { sentences } = summarizeText(printed.body, SUMMARY_SENTENCES);
  return { printed, summary: joinSentences(sentences), words: countTopics(printed.body) };
}

function statusOf(page: RawPage, hasContent: boolean): Pick<ExtractedPage, 'status' | 'reason'> {
  if (page.reason !== null) return { status: 'failed', reason: page.reason };
  if (hasContent) return { status: 'ok', reason: null };
  const hasText = page.items.some((item) => item.text.trim() !== '');
  return { status: 'empty', reason: hasText ? ONLY_RUNNING_LINES : NO_TEXT };
}
