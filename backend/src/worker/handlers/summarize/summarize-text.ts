import { candidateOf } from './candidate';
import { chooseSentences } from './choose-sentences';
import { splitSentences } from './sentences';
import { splitBlocks, type TextBlock } from './text-blocks';
import { countTerms } from './text-rank';
import { isSpaceless } from './words';

/** What is read of a longer text: its beginning, in characters (about 33,000 English words). */
export const MAX_TEXT_CHARS = 200_000;

/** Sentences of a text that stand for the whole, in the order of the text. */
export interface TextSummary {
  readonly sentences: readonly string[];
  readonly sentencesTotal: number;
  /** True when only the first `MAX_TEXT_CHARS` characters were read. */
  readonly isTruncated: boolean;
}

/**
 * Chooses the sentences that say most of a text, by TextRank with a preference for the lead and for saying new things.
 * Deterministic and bounded: above 600 sentences a linear score first picks the best of every stretch of the text.
 * A text without a word gives no sentence. `limit` overrides the number of sentences, which grows with the text.
 */
export function summarizeText(text: string, limit?: number): TextSummary {
  const blocks = splitBlocks(text.slice(0, MAX_TEXT_CHARS));
  const labels = blocks.filter((block) => block.kind === 'label');
  const prose = sentencesOf(blocks.filter((block) => block.kind === 'prose'));
  // Headings and captions are quoted only when the text has nothing else.
  const candidates = (prose.length > 0 ? prose : sentencesOf(labels)).map(candidateOf);
  const headingTerms = labels.flatMap((label) => [...countTerms(label.text).keys()]);
  const chosen = chooseSentences(candidates, headingTerms, limit ?? summaryLength(candidates.length));
  return {
    sentences: chosen.map((candidate) => candidate.text),
    sentencesTotal: candidates.length,
    isTruncated: text.length > MAX_TEXT_CHARS,
  };
}

/** Counts the sentences of a text, headings only where it has nothing else. */
export function countSentences(text: string): number {
  const blocks = splitBlocks(text);
  const prose = sentencesOf(blocks.filter((block) => block.kind === 'prose'));
  return prose.length > 0 ? prose.length : sentencesOf(blocks).length;
}

/** Writes sentences as running text, with spaces only where the script has them. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences.reduce((text, next) => text + (isTight(text, next) ? '' : ' ') + next, '').trimStart();
}

function isTight(text: string, next: string): boolean {
  return isSpaceless(text.slice(-2)) && isSpaceless(next.slice(0, 2));
}

function sentencesOf(blocks: readonly TextBlock[]): string[] {
  return blocks.flatMap((block) => splitSentences(block.text));
}

function summaryLength(total: number): number {
  if (total <= 2) return Math.min(total, 1);
  if (total <= 4) return 2;
  return Math.min(7, Math.max(3, Math.round(1 + Math.sqrt(total) / 2)));
}
