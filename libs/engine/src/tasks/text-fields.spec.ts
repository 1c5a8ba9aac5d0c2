import fc from 'fast-check';
import { appendText, readText } from './text-fields';

const stored = (text: string) => {
  const fields: (string | number | Buffer)[] = [];
  const appended = appendText(fields, 'c', text);
  expect(fields).toHaveLength(appended);
  return Object.fromEntries(
    fields.flatMap((field, i) => (i % 2 === 0 ? [[String(field), String(fields[i + 1])]] : [])),
  );
};

describe('text in fields', () => {
  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (text) => {
        expect(readText(stored(text), 'c')).toBe(text);
      }),
    );
  });

  it('keeps every piece of a small text within what a compact hash takes, and whole characters in each', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const pieces = Object.values(stored(text));
        for (const piece of pieces) {
          expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(64);
          expect(piece.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it('stores a long text whole', () => {
    expect(Object.keys(stored('ü'.repeat(5_000)))).toEqual(['c']);
    expect(Object.keys(stored('u'.repeat(200)))).toEqual(['c0', 'c1', 'c2', 'c3']);
  });

  it('tells an empty text from none', () => {
    expect(readText(stored(''), 'c')).toBe('');
    expect(readText({}, 'c')).toBeNull();
  });
});
