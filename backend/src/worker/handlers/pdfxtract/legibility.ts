import type { TextItem } from './extract-protocol';

const TOLERATED = 0.3;

/** Says whether most characters are characters: fonts that do not name their letters give codes without a meaning. */
export function isLegible(items: readonly TextItem[]): boolean {
  const text = items
    .map((item) => item.text)
    .join('')
    .replace(/\s/gu, '');
  const blanks = text.match(/[\p{Co}\p{Cn}\p{Cc}\uFFFD]/gu)?.length ?? 0;
  return blanks <= TOLERATED * text.length;
}
