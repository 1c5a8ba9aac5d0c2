import fc from 'fast-check';
import { readText } from '../../../../test/fixtures/read-fixture';
import { joinSentences, MAX_TEXT_CHARS, summarizeText } from './summarize-text';

const flat = (text: string) => text.replace(/\s+/gu, ' ');

/** The places of the sentences in the text; rising when they stand in its order. */
function placesOf(sentences: readonly string[], text: string): number[] {
  let from = 0;
  return sentences.map((sentence) => {
    const place = flat(text).indexOf(flat(sentence), from);
    from = place + 1;
    return place;
  });
}

describe('summarizeText', () => {
  it('keeps the lead of an English news text and what the rest of it is about', () => {
    const { sentences, sentencesTotal } = summarizeText(readText('news-en.txt'));
    expect(sentencesTotal).toBe(41);
    expect(sentences).toHaveLength(4);
    expect(sentences[0]).toMatch(/^The city council of Harbour City voted .* complete\.$/);
    expect(sentences).toContainEqual(expect.stringMatching(/^The new sea wall will stand 1\.4 metres higher/));
    expect(sentences.join(' ')).not.toMatch(/harbour master|on display|Comments can be/);
  });

  it('keeps the lead of a German news text, its subject and its abbreviations', () => {
    const { sentences } = summarizeText(readText('news-de.txt'));
    expect(sentences[0]).toMatch(/^Die Stadtwerke von Lindenau wollen .* gewinnen\.$/);
    expect(sentences.filter((sentence) => sentence.includes('Wärmepumpen')).length).toBeGreaterThanOrEqual(2);
    expect(sentences).toContainEqual(expect.stringMatching(/^Nach Angaben von Dr\. Katrin Vogel, .*\.$/));
  });

  it('keeps the lead of a Japanese news text and writes it without spaces', () => {
    const { sentences } = summarizeText(readText('news-ja.txt'));
    expect(sentences[0]).toBe('青浜町は十日、六年前に閉校した旧青浜小学校の校舎を町立図書館に改修する計画を発表した。');
    expect(sentences).toHaveLength(3);
    expect(joinSentences(sentences)).not.toMatch(/\s/);
  });

  it('opens with the best known sentence of a speech', () => {
    expect(summarizeText(readText('gettysburg-address.txt')).sentences[0]).toMatch(/^Four score and seven years ago/);
  });

  it('does not say the same twice', () => {
    const text = `${readText('news-en.txt')}\n\n${readText('news-en.txt')}`;
    const { sentences } = summarizeText(text);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it.each([
    [1, 1],
    [2, 1],
    [4, 2],
    [8, 3],
    [41, 4],
    [100, 6],
    [500, 7],
  ])('chooses from %i sentences %i', (total, kept) => {
    const text = Array.from(
      { length: total },
      (_, at) => `Harbour number ${String(at)} was given name${String(at)} today.`,
    );
    expect(summarizeText(text.join(' ')).sentences).toHaveLength(kept);
  });

  it('hears the end of a text of more sentences than it compares', () => {
    const subjects = ['harbour', 'storm', 'wall'];
    const filler = Array.from(
      { length: 1_500 },
      (_, at) => `Entry ${String(at)} of the list mentions the ${subjects[at % 3]}.`,
    );
    const closing = 'Only the last entry of the list mentions harbour, storm and wall in one and the same sentence.';
    const { sentences, sentencesTotal, isTruncated } = summarizeText([...filler, closing].join(' '));
    expect({ sentencesTotal, isTruncated }).toEqual({ sentencesTotal: 1_501, isTruncated: false });
    expect(sentences.at(-1)).toBe(closing);
  });

  it('reads the beginning of a text of a megabyte, and says so', () => {
    const { isTruncated, sentences, sentencesTotal } = summarizeText(readText('news-en.txt').repeat(230));
    expect({ isTruncated, kept: sentences.length }).toEqual({ isTruncated: true, kept: 7 });
    expect(sentencesTotal).toBeGreaterThan(1_500);
  });

  it.each([
    ['spaces', ' \n\t '.repeat(1_000)],
    ['punctuation', '. ! ? … — '.repeat(1_000)],
    ['emoji', '🎉 👩‍👩‍👧 🏴‍☠️ '.repeat(1_000)],
    ['nothing', ''],
  ])('finds no sentence in %s', (_name, text) => {
    expect(summarizeText(text)).toMatchObject({ sentences: [], sentencesTotal: 0 });
  });

  it.each([
    ['one endless word', 'a'.repeat(1_000_000)],
    ['words without punctuation', 'harbour wall storm council '.repeat(40_000)],
    ['one Japanese sentence', '海辺の町に図書館が'.repeat(100_000)],
    ['full stops', '. '.repeat(500_000)],
    ['a line for each letter', 'a\n'.repeat(500_000)],
    [
      'sentences that all resemble each other',
      'alpha beta gamma delta epsilon zeta eta theta iota kappa. '.repeat(17_000),
    ],
    ['closing brackets', `.${')'.repeat(999_999)}`],
  ])(
    'comes to an end with %s',
    (_name, text) => {
      const { sentences } = summarizeText(text);
      expect(joinSentences(sentences).length).toBeLessThan(10_000);
    },
    60_000,
  );

  it('quotes from the text and in its order, and says the same each time, whatever the text', () => {
    const words = fc.array(
      fc.constantFrom('Harbour', 'wall', 'storm', 'Dr.', '図書館。', 'z. B.', '!', '\n\n', '- ', '# ', 'ﬁn', '3.14'),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      words.map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(text, (sample) => {
        const first = summarizeText(sample);
        expect(summarizeText(sample)).toEqual(first);
        const places = placesOf(first.sentences, sample.replace(/^\s*(?:>\s?)+/gmu, ''));
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }),
    );
  });

  it('reads no more than it says', () => {
    expect(summarizeText('x'.repeat(MAX_TEXT_CHARS)).isTruncated).toBe(false);
    expect(summarizeText('x'.repeat(MAX_TEXT_CHARS + 1)).isTruncated).toBe(true);
  });
});
