import type { Paragraph } from './paragraphs';

/** An article as it is printed: what its type sizes say is its title, and so on. Empty where the page does not tell. */
export interface PrintedArticle {
  readonly title: string;
  readonly subtitle: string;
  readonly author: string;
  readonly body: string;
}

/** The type sizes of a document by which headings are known. */
export interface TypeScale {
  readonly bodySize: number;
  readonly bodyFont: string;
  /** The largest size that opens several articles, or null: what is larger is the name of the paper or of a section. */
  readonly titleSize: number | null;
}

const TITLE_RATIO = 1.3;
const DECK_RATIO = 1.1;
const SAME_SIZE = 0.7;
const MAX_TITLE_CHARS = 300;
const MAX_DECK_CHARS = 400;
const MAX_BYLINE_CHARS = 100;
const BYLINE = /^(?:by|von|par|por)\s+(?=[\p{Lu}])([^\d]+)$/iu;

interface Draft {
  title: string;
  subtitle: string;
  author: string;
  readonly body: string[];
  titleSize: number;
}

/** Learns the type sizes of a document from all its paragraphs. */
export function typeScaleOf(paragraphs: readonly Paragraph[]): TypeScale {
  const body = mostText(paragraphs, (paragraph) => `${String(Math.round(paragraph.size * 2) / 2)} ${paragraph.font}`);
  const bodySize = body?.size ?? 0;
  const headings = paragraphs.filter((paragraph) => isTitleSized(paragraph, bodySize));
  const sizes = Map.groupBy(headings, (heading) => Math.round(heading.size));
  const repeated = [...sizes].filter(([, set]) => set.length > 1).map(([, set]) => set[0]?.size ?? 0);
  return { bodySize, bodyFont: body?.font ?? '', titleSize: repeated.length > 0 ? Math.max(...repeated) : null };
}

function mostText(paragraphs: readonly Paragraph[], keyOf: (paragraph: Paragraph) => string): Paragraph | undefined {
  const groups = [...Map.groupBy(paragraphs, keyOf).values()];
  const chars = (group: readonly Paragraph[]): number => group.reduce((total, { text }) => total + text.length, 0);
  return groups.map((group) => ({ first: group[0], chars: chars(group) })).sort((a, b) => b.chars - a.chars)[0]?.first;
}

function isTitleSized({ size, text }: Paragraph, bodySize: number): boolean {
  return size >= TITLE_RATIO * bodySize && text.length <= MAX_TITLE_CHARS && /\p{L}.*\p{L}/u.test(text);
}

/** Cuts the paragraphs of one page into articles: a title opens one, a smaller heading and a byline may follow it. */
export function articlesOf(paragraphs: readonly Paragraph[], scale: TypeScale): PrintedArticle[] {
  const drafts: Draft[] = [];
  for (const paragraph of paragraphs) {
    const draft = drafts.at(-1);
    if (draft && takes(draft, paragraph, scale)) continue;
    drafts.push(draftOf(paragraph, scale));
  }
  return drafts.map(({ title, subtitle, author, body }) => ({ title, subtitle, author, body: body.join('\n\n') }));
}

function draftOf(paragraph: Paragraph, scale: TypeScale): Draft {
  const draft: Draft = { title: '', subtitle: '', author: '', body: [], titleSize: paragraph.size };
  if (isTitleSized(paragraph, scale.bodySize)) draft.title = paragraph.text;
  else draft.body.push(paragraph.text);
  return draft;
}

function takes(draft: Draft, paragraph: Paragraph, scale: TypeScale): boolean {
  const isHead = draft.title !== '' && draft.body.length === 0;
  if (isTitleSized(paragraph, scale.bodySize)) return isHead && takesHeading(draft, paragraph, scale);
  if (isHead && takesDetail(draft, paragraph, scale)) return true;
  draft.body.push(paragraph.text);
  return true;
}

// A heading right below a title goes on with it, or is its subtitle, unless its size opens articles elsewhere.
function takesHeading(draft: Draft, { text, size }: Paragraph, { titleSize }: TypeScale): boolean {
  if (draft.author !== '') return false;
  if (draft.subtitle === '' && Math.abs(size - draft.titleSize) <= SAME_SIZE) {
    draft.title = `${draft.title} ${text}`;
    return true;
  }
  const opensElsewhere = titleSize !== null && Math.abs(size - titleSize) <= SAME_SIZE;
  if (opensElsewhere || size > draft.titleSize || draft.subtitle !== '') return false;
  draft.subtitle = text;
  return true;
}

function takesDetail(draft: Draft, paragraph: Paragraph, scale: TypeScale): boolean {
  const author =
    draft.author === '' && paragraph.text.length <= MAX_BYLINE_CHARS ? BYLINE.exec(paragraph.text)?.[1] : undefined;
  if (author !== undefined && !/[.!?]$/.test(author)) {
    draft.author = author.trim();
    return true;
  }
  if (draft.subtitle !== '' || !isDeck(paragraph, scale)) return false;
  draft.subtitle = paragraph.text;
  return true;
}

function isDeck({ size, font, text }: Paragraph, { bodySize, bodyFont }: TypeScale): boolean {
  if (text.length > MAX_DECK_CHARS) return false;
  return size >= DECK_RATIO * bodySize || (size >= bodySize && font !== bodyFont);
}
