import { quotability, topicality, type Candidate } from './candidate';
import { countSpread, rankByCentrality, similarityRows, weighTerms } from './text-rank';

/** How many sentences are compared with each other: the comparison grows with the square. */
const MAX_RANKED_SENTENCES = 600;

const STRATA = 60;
const SAME_SENTENCE = 0.9;
const HEADING_WEIGHT = 2;

/** A candidate that is still open: what it is worth, and how much of it the chosen ones have said already. */
interface Contender {
  readonly candidate: Candidate;
  readonly at: number;
  readonly score: number;
  readonly similarities: Float64Array;
  overlap: number;
}

/** The `limit` candidates that together say most, in the order of the text. A term of a heading counts for more. */
export function chooseSentences(
  candidates: readonly Candidate[],
  headingTerms: Iterable<string>,
  limit: number,
): Candidate[] {
  const spread = countSpread(candidates.map((candidate) => candidate.terms));
  for (const term of headingTerms) if (spread.has(term)) spread.set(term, (spread.get(term) ?? 0) + HEADING_WEIGHT);
  const chosen = chooseDiverse(contendersOf(sampleStrata(candidates, spread), spread), limit);
  return chosen.sort((a, b) => a.position - b.position);
}

// Stretches of equal length each send their best: a long text is heard as a whole, not only its beginning.
function sampleStrata(candidates: readonly Candidate[], spread: ReadonlyMap<string, number>): readonly Candidate[] {
  if (candidates.length <= MAX_RANKED_SENTENCES) return candidates;
  const size = Math.ceil(candidates.length / STRATA);
  const strata = Array.from({ length: STRATA }, (_, at) => candidates.slice(at * size, (at + 1) * size));
  return strata.flatMap((stratum) => bestOf(stratum, spread));
}

function bestOf(stratum: readonly Candidate[], spread: ReadonlyMap<string, number>): Candidate[] {
  const scored = stratum.map((candidate) => ({
    candidate,
    score: topicality(candidate.terms, spread) * quotability(candidate),
  }));
  const best = scored.sort((a, b) => b.score - a.score).slice(0, MAX_RANKED_SENTENCES / STRATA);
  return best.map(({ candidate }) => candidate).sort((a, b) => a.position - b.position);
}

function contendersOf(candidates: readonly Candidate[], spread: ReadonlyMap<string, number>): Contender[] {
  const rows = similarityRows(weighTerms(candidates.map((candidate) => candidate.terms)));
  const ranks = rankByCentrality(rows);
  return candidates.map((candidate, at) => ({
    candidate,
    at,
    score: (ranks[at] ?? 0) * topicality(candidate.terms, spread) * quotability(candidate),
    similarities: rows[at] ?? new Float64Array(),
    overlap: 0,
  }));
}

// Maximal marginal relevance: what resembles a chosen sentence loses, what repeats one is out.
function chooseDiverse(contenders: readonly Contender[], limit: number): Candidate[] {
  const chosen: Candidate[] = [];
  let open = contenders;
  while (chosen.length < limit && open.length > 0) {
    const best = open.reduce((top, next) => (worthOf(next) > worthOf(top) ? next : top));
    chosen.push(best.candidate);
    for (const next of open) next.overlap = Math.max(next.overlap, best.similarities[next.at] ?? 0);
    open = open.filter((next) => next !== best && next.overlap <= SAME_SENTENCE);
  }
  return chosen;
}

function worthOf({ score, overlap }: Contender): number {
  return score * (1 - overlap);
}
