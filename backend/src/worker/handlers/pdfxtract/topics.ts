import { isContentWord, termOf, wordsOf } from '../summarize';

const MAX_TOPICS = 5;
const MIN_LETTERS = 3;

/** A text's words by what they mean, with how often it says each. */
export type TopicCounts = ReadonlyMap<string, Term>;

/** The words that set each text apart: frequent in it, rare in the others. Only words that it says at least twice. */
export function topicsOf(texts: readonly TopicCounts[]): string[][] {
  const spread = new Map<string, number>();
  for (const terms of texts) for (const term of terms.keys()) spread.set(term, (spread.get(term) ?? 0) + 1);
  return texts.map((terms) =>
    [...terms.entries()]
      .filter(([, { total }]) => total > 1)
      .map(([key, term]) => ({ term, weight: term.total * Math.log(1 + texts.length / (spread.get(key) ?? 1)) }))
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MAX_TOPICS)
      .map(({ term }) => usualForm(term)),
  );
}

interface Term {
  total: number;
  readonly forms: Map<string, number>;
}

/** Counts the words of `text` that may name a topic. */
export function countTopics(text: string): TopicCounts {
  const terms = new Map<string, Term>();
  for (const word of wordsOf(text)) {
    if (!isTopicWord(word)) continue;
    const key = termOf(word);
    const term = terms.get(key) ?? { total: 0, forms: new Map<string, number>() };
    term.total += 1;
    term.forms.set(word, (term.forms.get(word) ?? 0) + 1);
    terms.set(key, term);
  }
  return terms;
}

function isTopicWord(word: string): boolean {
  return isContentWord(word) && !/\p{N}/u.test(word) && (word.length >= MIN_LETTERS || /\p{Script=Han}{2}/u.test(word));
}

function usualForm({ forms }: Term): string {
  return [...forms].reduce((best, form) => (form[1] > best[1] ? form : best))[0];
}
