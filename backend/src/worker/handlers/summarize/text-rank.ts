import { isContentWord, termOf, wordsOf } from './words';

/** The weights of a sentence's terms, scaled so that the vector has length 1 (or 0 when it has no term). */
export type TermVector = ReadonlyMap<string, number>;

const MAX_TERMS = 80;
const DAMPING = 0.85;
const ROUNDS = 30;

/** The distinct terms of a sentence with their counts; at most 80, so that no sentence costs more than another. */
export function countTerms(sentence: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(sentence).filter(isContentWord)) {
    const term = termOf(word);
    if (counts.size < MAX_TERMS || counts.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

/** In how many of the sentences each term occurs. */
export function countSpread(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const spread = new Map<string, number>();
  for (const terms of counts) for (const term of terms.keys()) spread.set(term, (spread.get(term) ?? 0) + 1);
  return spread;
}

/** tf-idf vectors: a term that few sentences share weighs more than one that all share. */
export function weighTerms(counts: readonly ReadonlyMap<string, number>[]): TermVector[] {
  const spread = countSpread(counts);
  return counts.map((terms) => {
    const weights = [...terms].map(([term, count]): [string, number] => [
      term,
      (1 + Math.log(count)) * Math.log(1 + counts.length / (spread.get(term) ?? 1)),
    ]);
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    return new Map(weights.map(([term, weight]) => [term, weight / length]));
  });
}

/** Cosine similarities of all pairs, a row a sentence, its own cell 0. Holds n² numbers: the caller bounds n. */
export function similarityRows(vectors: readonly TermVector[]): Float64Array[] {
  const rows = vectors.map(() => new Float64Array(vectors.length));
  for (const column of columnsOf(vectors)) addProducts(rows, column);
  return rows;
}

/** The sentences that share one term, with its weight in each. */
type Column = { readonly sentence: number; readonly weight: number }[];

function columnsOf(vectors: readonly TermVector[]): Iterable<Column> {
  const columns = new Map<string, Column>();
  vectors.forEach((vector, sentence) => {
    for (const [term, weight] of vector) {
      const column = columns.get(term);
      if (column) column.push({ sentence, weight });
      else columns.set(term, [{ sentence, weight }]);
    }
  });
  return columns.values();
}

function addProducts(rows: readonly Float64Array[], column: Column): void {
  for (const a of column) {
    const row = rows[a.sentence] ?? new Float64Array();
    for (const b of column) if (a !== b) row[b.sentence] = (row[b.sentence] ?? 0) + a.weight * b.weight;
  }
}

/** PageRank over the similarities: a sentence is central when central sentences resemble it. The ranks add up to 1. */
export function rankByCentrality(rows: readonly Float64Array[]): Float64Array {
  const sums = rows.map((row) => row.reduce((total, value) => total + value, 0));
  let ranks = new Float64Array(rows.length).fill(1 / rows.length);
  for (let round = 0; round < ROUNDS; round++) ranks = passRanks(rows, sums, ranks);
  return ranks;
}

// A sentence that resembles no other gives its rank to all alike, as PageRank does with pages without links.
function passRanks(rows: readonly Float64Array[], sums: readonly number[], ranks: Float64Array) {
  const isolated = ranks.reduce((total, rank, at) => total + (sums[at] === 0 ? rank : 0), 0);
  const next = new Float64Array(rows.length).fill((1 - DAMPING + DAMPING * isolated) / rows.length);
  rows.forEach((row, from) => {
    const share = (DAMPING * (ranks[from] ?? 0)) / (sums[from] || 1);
    for (let to = 0; to < row.length; to++) next[to] = (next[to] ?? 0) + share * (row[to] ?? 0);
  });
  return next;
}
