/** Counts a token a word, and one more for every six letters of a long one. The same text always has the same number. */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const [word] of text.matchAll(/\S+/g)) tokens += Math.max(1, Math.ceil(word.length / 6));
  return tokens;
}

/** The beginning of a text that has at most so many tokens. */
export function cutToTokens(text: string, limit: number): string {
  let tokens = 0;
  for (const match of text.matchAll(/\S+/g)) {
    tokens += Math.max(1, Math.ceil(match[0].length / 6));
    if (tokens > limit) return text.slice(0, match.index).trimEnd();
  }
  return text;
}
