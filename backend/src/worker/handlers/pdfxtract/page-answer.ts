import type { ExtractedArticle } from '@workstream/contracts';
import { Ajv, type ErrorObject } from 'ajv';

const text = { type: 'string' };
const ARTICLE_FIELDS = {
  title: text,
  subtitle: text,
  author: text,
  body: text,
  topics: { type: 'array', items: text },
  summary: text,
};
const exactly = (properties: object): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const PAGE = exactly({ articles: { type: 'array', items: exactly(ARTICLE_FIELDS) } });

const MAX_PROBLEMS = 5;
const FENCE = /^```(?:json)?\s*|\s*```$/g;

const isPage = new Ajv({ allErrors: true }).compile<{ readonly articles: readonly ExtractedArticle[] }>(PAGE);

/** What a model is asked to answer about these pages: an object with one property a page, so that none can be left out. */
export const pagesSchema = (pageNumbers: readonly number[]): { readonly name: string; readonly schema: object } => ({
  name: 'pages',
  schema: exactly(Object.fromEntries(pageNumbers.map((number) => [nameOf(number), PAGE]))),
});

/** The pages of an answer that have the right shape, and in sentences what is wrong with the others. */
export interface PagesAnswer {
  readonly pages: ReadonlyMap<number, readonly ExtractedArticle[]>;
  readonly problems: readonly string[];
}

/** Reads an answer about these pages. What does not fit is a problem, never half a page. */
export function readPagesAnswer(answer: string, pageNumbers: readonly number[]): PagesAnswer {
  const pages = new Map<number, readonly ExtractedArticle[]>();
  const value = parse(answer);
  if (value === null) return { pages, problems: ['the answer is no JSON object'] };
  const problems = pageNumbers.flatMap((number) => {
    const page = value[nameOf(number)];
    if (isPage(page)) pages.set(number, page.articles);
    else return problemsOf(nameOf(number), page, isPage.errors ?? []);
    return [];
  });
  return { pages, problems: problems.slice(0, MAX_PROBLEMS) };
}

const nameOf = (pageNumber: number): string => `page_${String(pageNumber)}`;

function parse(answer: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(answer.trim().replace(FENCE, ''));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const problemsOf = (name: string, page: unknown, errors: readonly ErrorObject[]): string[] =>
  page === undefined
    ? [`${name} is missing`]
    : errors.map(({ instancePath, message = 'is wrong' }) => `${name}${instancePath} ${message}`);
