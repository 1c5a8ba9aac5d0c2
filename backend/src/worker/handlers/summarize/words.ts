const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const ONLY_KANA = /^[\p{Script=Hiragana}ー]+$/u;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const STEM_CHARS = 7;

// Words that say nothing about a subject, in the languages that are most often sent.
const STOP_WORDS = new Set(
  `a about after again all also an and any are as at be because been before being but by can could did do does down
  each even every few for from had has have he her here him his how i if in into is it its itself just like made make
  many may me might more most much must my new no nor not now of off on one only or other our out over own said same
  say says shall she should since so some still such than that the their them then there these they this those though
  through to too two under until up upon us very was we were what when where which while who whom why will with within
  without would yet you your
  aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bereits bis bleibt da
  damit dann das dass dazu dem den denn der deren des deshalb die dies diese diesem diesen dieser dieses doch dort du
  durch ein eine einem einen einer eines er erst es etwa etwas für ganz gegen gibt habe haben hat hatte hatten ich ihm
  ihn ihr ihre ihrem ihren im in ist jede jedem jeden jeder jedes jetzt kann kein keine keinen können man mehr mit
  müssen nach nicht noch nun nur ob oder ohne rund schon sehr sei seien sein seine seinem seinen seit sich sie sind so
  soll sollen sowie über um und uns unter viel vom von vor wann war waren was weil weiter wenn wer werde werden wie
  wieder will wir wird wo wollen wurde wurden zu zum zur zwar zwei zwischen
  au aux avec ce ces cette comme dans de des du elle elles en est et eux il ils je la le les leur leurs lui mais ne
  nous on ou où par pas plus pour qu que qui sa sans se ses si son sont sur un une vous
  al como con cuando del el ella ellas ellos entre era esta este esto fue ha hay lo los más muy nos o para pero por
  porque se sin sobre su sus también una uno unos y ya`.split(/\s+/),
);

let segmenter: Intl.Segmenter | null = null;
const wordSegmenter = (): Intl.Segmenter => (segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' }));

/** Says whether `text` holds a script that is written without spaces between its words. */
export const isSpaceless = (text: string): boolean => SPACELESS.test(text);

/** The words of `text` as they are written. Scripts without spaces are cut by the dictionary of the runtime. */
export function wordsOf(text: string): string[] {
  if (!isSpaceless(text)) return text.match(WORD) ?? [];
  return Array.from(wordSegmenter().segment(text))
    .filter((piece) => piece.isWordLike)
    .map((piece) => piece.segment);
}

/** Says whether a word carries meaning: not a stop word, not a lone letter, not a particle of Japanese grammar. */
export function isContentWord(word: string): boolean {
  const plain = word.toLowerCase();
  if (isSpaceless(plain)) return !ONLY_KANA.test(plain);
  return plain.length > 1 && !STOP_WORDS.has(plain);
}

/** The form under which inflections of one word meet: lower case and cut at seven letters, which needs no language. */
export const termOf = (word: string): string => word.normalize('NFKC').toLowerCase().slice(0, STEM_CHARS);
