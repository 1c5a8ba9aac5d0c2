import { seededNumber } from './seeded';

const SENTENCE = /[^.!?…。！？\n]+[.!?…。！？]*/gu;
const MIN_WORDS = 4;

/** Quotes the sentences of `text` whose words come up most: plausible, and the same for the same text and seed. */
export function writeSummary(text: string, seed: number, wanted = 4): string {
  const sentences = sentencesOf(text);
  const weights = wordWeights(text);
  const ranked = sentences
    .map((sentence, at) => ({ at, sentence, weight: weightOf(sentence, weights) + seededNumber(seed, sentence) / 100 }))
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, wanted)
    .toSorted((a, b) => a.at - b.at);
  return ranked.map(({ sentence }) => sentence).join(' ');
}

/** The words that come up most, the first one first. */
export function frequentWords(text: string, wanted: number): string[] {
  return [...wordWeights(text)]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, wanted)
    .map(([word]) => word);
}

/** The sentences of a text, or its lines where it has none. */
export function sentencesOf(text: string): string[] {
  const all = [...text.matchAll(SENTENCE)].map(([sentence]) => sentence.trim()).filter((sentence) => sentence !== '');
  const whole = all.filter((sentence) => sentence.split(/\s+/).length >= MIN_WORDS);
  return whole.length > 0 ? whole : all;
}

function wordWeights(text: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/\p{L}{5,}/gu)) weights.set(word, (weights.get(word) ?? 0) + 1);
  return weights;
}

function weightOf(sentence: string, weights: ReadonlyMap<string, number>): number {
  const words = [...sentence.toLowerCase().matchAll(/\p{L}{5,}/gu)].map(([word]) => word);
  return words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0) / Math.sqrt(words.length + 1);
}
