import fc from 'fast-check';
import { splitText } from './split-text';

const bytes = (text: string): number => Buffer.byteLength(text);
const letters = (text: string): string => text.replaceAll(/\s/g, '');

describe('splitText', () => {
  it('leaves a text that fits as it is', () => {
    expect(splitText('One paragraph.\n\nAnother one.', 100)).toEqual(['One paragraph.\n\nAnother one.']);
    expect(splitText('  \n ', 100)).toEqual([]);
  });

  it('cuts before headings rather than in the middle of a chapter', () => {
    const chapters = ['# One\nFirst words.', '# Two\nSecond words.', '# Three\nThird words.'];
    expect(splitText(chapters.join('\n'), 20)).toEqual(chapters);
  });

  it('keeps neighbours together that fit, with the gap between them', () => {
    expect(splitText('Aaaa.\n\nBbbb.\n\nCccc.', 12)).toEqual(['Aaaa.\n\nBbbb.', 'Cccc.']);
  });

  it('cuts between sentences where a paragraph is too long, and between words where a sentence is', () => {
    expect(splitText('First sentence. Second one.', 16)).toEqual(['First sentence.', 'Second one.']);
    expect(splitText('never ending words', 12)).toEqual(['never ending', 'words']);
    expect(splitText('これは文です。これも文です。', 24)).toEqual(['これは文です。', 'これも文です。']);
  });

  it('never loses a letter, never exceeds the size, and never cuts a character in two', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'ü', '語', '🎉', '.', '。', ' ', '\n', '\n\n', '# '),
      maxLength: 300,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 60 }), (given, maxBytes) => {
        const parts = splitText(given, maxBytes);
        expect(letters(parts.join(''))).toBe(letters(given));
        expect(parts.every((part) => bytes(part) <= maxBytes && part.isWellFormed() && part !== '')).toBe(true);
      }),
    );
  });
});
