import { endsWithAbbreviation } from './abbreviations';

/** Longer pieces are cut at a clause or a space: a text without punctuation must not become one sentence. */
const MAX_SENTENCE_CHARS = 1_000;
const CLAUSE_CHARS = 400;
const MAX_QUOTE_CHARS = 300;

let segmenter: Intl.Segmenter | null = null;
const sentenceSegmenter = (): Intl.Segmenter =>
  (segmenter ??= new Intl.Segmenter(undefined, { granularity: 'sentence' }));

/** The sentences of one paragraph, in order and as written; pieces without a letter or a digit belong to a neighbour. */
export function splitSentences(paragraph: string): string[] {
  const sentences: string[] = [];
  let open = '';
  for (const { segment } of sentenceSegmenter().segment(paragraph)) {
    if (open !== '' && !isContinued(open, segment)) {
      sentences.push(open);
      open = '';
    }
    open += segment;
  }
  return [...sentences, open]
    .map((sentence) => sentence.trim())
    .flatMap(cutLong)
    .filter(hasWord);
}

function isContinued(open: string, next: string): boolean {
  if (!hasWord(next) || !hasWord(open)) return true;
  if (open.length > MAX_SENTENCE_CHARS) return false;
  const piece = open.trimEnd();
  if (/^\p{Ll}/u.test(next) || endsWithAbbreviation(piece, next)) return true;
  return hasOpenQuote(piece) || (/[」』]$/u.test(piece) && /^(?:と|って)/u.test(next));
}

// A Japanese quotation often holds several sentences; cutting inside it would leave half a bracket.
function hasOpenQuote(piece: string): boolean {
  if (piece.length > MAX_QUOTE_CHARS) return false;
  return (piece.match(/[「『]/gu)?.length ?? 0) > (piece.match(/[」』]/gu)?.length ?? 0);
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function cutLong(sentence: string): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > MAX_SENTENCE_CHARS) {
    const end = clauseEnd(rest.slice(0, CLAUSE_CHARS));
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end);
  }
  return [...parts, rest.trim()];
}

function clauseEnd(head: string): number {
  const clause = Math.max(...[';', '、', '；', ', ', '. '].map((mark) => head.lastIndexOf(mark)));
  if (clause > CLAUSE_CHARS / 4) return clause + 1;
  const space = head.lastIndexOf(' ');
  if (space > CLAUSE_CHARS / 4) return space;
  return /[\uD800-\uDBFF]$/.test(head) ? head.length - 1 : head.length;
}
