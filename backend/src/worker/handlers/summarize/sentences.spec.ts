import fc from 'fast-check';
import { readText } from '../../../../test/fixtures/read-fixture';
import { splitSentences } from './sentences';
import { splitBlocks } from './text-blocks';

describe('splitSentences', () => {
  it.each([
    ['Dr. Marsh spoke. Nobody left.', ['Dr. Marsh spoke.', 'Nobody left.']],
    ['J. R. R. Tolkien wrote it. He rests.', ['J. R. R. Tolkien wrote it.', 'He rests.']],
    ['The U.S. Senate voted. It passed.', ['The U.S. Senate voted.', 'It passed.']],
    ['He lives in the U.S. The house is old.', ['He lives in the U.S.', 'The house is old.']],
    ['It grew by 3.14 percent. Prices rose.', ['It grew by 3.14 percent.', 'Prices rose.']],
    ['Use steel, e.g. Norwegian steel. It lasts.', ['Use steel, e.g. Norwegian steel.', 'It lasts.']],
    ['Pears, plums, etc. The rest was eaten.', ['Pears, plums, etc.', 'The rest was eaten.']],
    ['Es gibt sie z. B. Mannheim. Sie laufen.', ['Es gibt sie z. B. Mannheim.', 'Sie laufen.']],
    ['Es kostet 212 Mio. Euro. Das ist viel.', ['Es kostet 212 Mio. Euro.', 'Das ist viel.']],
    ['Am 3. April beginnt es. Im Mai endet es.', ['Am 3. April beginnt es.', 'Im Mai endet es.']],
    ['It happened in 1999. Smith was there.', ['It happened in 1999.', 'Smith was there.']],
    ['"Stop!" he said. She did.', ['"Stop!" he said.', 'She did.']],
    ['Wait... what? Yes!', ['Wait... what?', 'Yes!']],
    ['「行く。すぐだ」と言った。彼は走った。', ['「行く。すぐだ」と言った。', '彼は走った。']],
    ['One. 🎉🎉 Two.', ['One.', '🎉🎉 Two.']],
  ])('reads %j', (text, sentences) => {
    expect(splitSentences(text)).toEqual(sentences);
  });

  it.each(['news-en.txt', 'news-de.txt', 'origin-of-species.txt'])(
    'breaks no sentence of %s at an abbreviation',
    (name) => {
      const sentences = splitBlocks(readText(name)).flatMap((block) => splitSentences(block.text));
      const broken = sentences.filter((sentence) =>
        /(?:\b(?:Dr|Mr|Prof|Sir C|St|Mio|ca|z|u|e\.g)|\b\p{Lu}|^\p{Ll}.*)\.$/u.test(sentence),
      );
      expect(broken).toEqual([]);
    },
  );

  it('cuts a text without punctuation at spaces, so that no piece is longer than a paragraph', () => {
    const sentences = splitSentences('again and '.repeat(20_000));
    expect(sentences.length).toBeGreaterThan(100);
    expect(Math.max(...sentences.map((sentence) => sentence.length))).toBeLessThanOrEqual(1_000);
    expect(sentences.every((sentence) => /^(?:again|and)/.test(sentence))).toBe(true);
  });

  it('loses and invents nothing but spaces and pieces without a word, whatever the text', () => {
    const bare = (text: string) => text.replace(/\s/gu, '');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const sentences = splitSentences(text);
        expect(sentences.every((sentence) => /[\p{L}\p{N}]/u.test(sentence))).toBe(true);
        if (sentences.length > 0) expect(bare(sentences.join(''))).toBe(bare(text));
      }),
    );
  });
});
