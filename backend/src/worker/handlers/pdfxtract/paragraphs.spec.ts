import { paragraphsOf } from './paragraphs';
import type { TextRun } from './text-runs';

const line = (text: string, y: number, options: Partial<TextRun> = {}): TextRun => ({
  text,
  x: 50,
  right: 250,
  y,
  size: 10,
  font: 'body',
  ...options,
});

const lines = (...texts: readonly string[]) => texts.map((text, at) => line(text, 100 + 12 * at));
const textsOf = (...blocks: readonly TextRun[][]) => paragraphsOf(blocks).map((paragraph) => paragraph.text);

describe('paragraphsOf', () => {
  it.each([
    [['The coun-', 'cil voted'], 'The council voted'],
    [['die Fern\u00AD', 'wärme der Stadt'], 'die Fernwärme der Stadt'],
    [['in Baden-', 'Württemberg'], 'in Baden-Württemberg'],
    [['Wirtschafts-', 'und Sozialrat'], 'Wirtschafts- und Sozialrat'],
    [['a long-term plan is a long-', 'term plan'], 'a long-term plan is a long-term plan'],
    [['from 1914-', '1918'], 'from 1914-1918'],
    [['青浜町は図書', '館を開いた。'], '青浜町は図書館を開いた。'],
  ])('joins the lines %j', (texts, joined) => {
    expect(textsOf(lines(...texts))).toEqual([joined]);
  });

  it('begins a paragraph at an indented line, behind a gap, and at another size or font', () => {
    const block = [
      line('First line', 100),
      line('goes on.', 112),
      line('Indented', 124, { x: 62 }),
      line('line.', 136),
      line('After a gap', 165),
      line('Bold', 177, { font: 'bold' }),
      line('Large', 192, { size: 14, font: 'bold' }),
    ];
    expect(textsOf(block)).toEqual(['First line goes on.', 'Indented line.', 'After a gap', 'Bold', 'Large']);
  });

  it('begins a paragraph behind a sentence that ends far from the edge', () => {
    expect(textsOf([line('It ends here.', 100, { right: 120 }), line('A new one', 112), line('goes on', 124)])).toEqual(
      ['It ends here.', 'A new one goes on'],
    );
  });

  it('goes on at the top of the next column in the middle of a sentence, and in the middle of a word', () => {
    expect(textsOf(lines('the'), lines('Rest of the prom-'), lines('enade.'), lines('A new story.'))).toEqual([
      'the Rest of the promenade.',
      'A new story.',
    ]);
  });

  it('does not go on into other type', () => {
    expect(textsOf(lines('a caption'), [line('in italics', 100, { font: 'italic' })])).toEqual([
      'a caption',
      'in italics',
    ]);
  });
});
