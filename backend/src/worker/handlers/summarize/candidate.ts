import { countTerms } from './text-rank';
import { wordsOf } from './words';

/** A sentence that may be quoted. */
export interface Candidate {
  readonly text: string;
  /** Its place among the sentences of the text, from 0. */
  readonly position: number;
  readonly terms: ReadonlyMap<string, number>;
}

const LEAD_BONUS = 1;
const SHORT_WORDS = 12;
const LONG_WORDS = 45;
const DANGLING = 0.6;
const STARTS_WITH_REFERENCE =
  /^["“„»«'‘]?(?:she|he|it|they|his|her|their|its|this|these|that|those|but|er|sie|es|dies|diese[mnrs]?|aber|doch)(?![\p{L}\p{N}])/iu;

/** The candidate at `position` with its terms counted. */
export const candidateOf = (text: string, position: number): Candidate => ({ text, position, terms: countTerms(text) });

/**
 * How much a sentence is about what the text is about: terms that many sentences share count, rare ones do not.
 * Divided by the root of its length, so that a long sentence must earn its place.
 */
export function topicality(terms: ReadonlyMap<string, number>, spread: ReadonlyMap<string, number>): number {
  const weights = Array.from(terms.keys(), (term) => Math.log(spread.get(term) ?? 1));
  return weights.reduce((total, weight) => total + weight, 0) / Math.sqrt(weights.length || 1);
}

/** Prefers the lead, sentences of quotable length, and those that can be understood without the one before them. */
export function quotability({ position, text }: Candidate): number {
  const words = wordsOf(text).length || 1;
  const length = Math.min(1, words / SHORT_WORDS, LONG_WORDS / words);
  return (1 + LEAD_BONUS / (1 + position)) * length * (STARTS_WITH_REFERENCE.test(text) ? DANGLING : 1);
}
