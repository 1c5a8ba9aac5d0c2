import fc from 'fast-check';
import { readingOrder } from './reading-order';
import type { TextRun } from './text-runs';

const COLUMN = 150;

function run(text: string, x: number, y: number, options: Partial<TextRun> = {}): TextRun {
  return { text, x, right: x + COLUMN, y, size: 10, font: 'body', ...options };
}

/** `count` lines of a column, named by its letter. */
const column = (name: string, x: number, y: number, count: number): TextRun[] =>
  Array.from({ length: count }, (_, at) => run(`${name}${String(at)}`, x, y + 12 * at));

const read = (runs: readonly TextRun[]) => readingOrder(runs).map((block) => block.map((line) => line.text).join(' '));

describe('readingOrder', () => {
  it('reads one column from top to bottom, whatever the order of its lines in the file', () => {
    expect(read(column('a', 50, 100, 5).toReversed())).toEqual(['a0 a1 a2 a3 a4']);
  });

  it('reads columns one after the other, also of unlike length and leading', () => {
    const right = column('b', 220, 103, 3).map((line, at) => ({ ...line, y: line.y + at }));
    expect(read([...column('a', 50, 100, 5), ...right])).toEqual(['a0 a1 a2 a3 a4', 'b0 b1 b2']);
  });

  it('reads what spans the columns before those below it, and after those above', () => {
    const headline = run('HEAD', 50, 70, { right: 370, size: 24 });
    const middle = run('MIDDLE', 50, 170, { right: 370, size: 18 });
    const runs = [
      headline,
      ...column('a', 50, 100, 4),
      ...column('b', 220, 100, 4),
      middle,
      ...column('c', 50, 200, 4),
      ...column('d', 220, 200, 4),
    ];
    expect(read(runs)).toEqual(['HEAD', 'a0 a1 a2 a3', 'b0 b1 b2 b3', 'MIDDLE', 'c0 c1 c2 c3', 'd0 d1 d2 d3']);
  });

  it('reads a headline over two of three columns with those, and the third by itself', () => {
    const headline = run('HEAD', 50, 80, { right: 370, size: 20 });
    const runs = [headline, ...column('a', 50, 110, 4), ...column('b', 220, 110, 4), ...column('c', 390, 80, 6)];
    expect(read(runs)).toEqual(['HEAD', 'a0 a1 a2 a3', 'b0 b1 b2 b3', 'c0 c1 c2 c3 c4 c5']);
  });

  it('reads the numbers of a list along with what they number', () => {
    const numbers = [1, 2, 3, 4].map((number, at) => run(`${String(number)}.`, 50, 100 + 12 * at, { right: 58 }));
    expect(read([...numbers, ...column('a', 70, 100, 4)])).toEqual(['1. a0 2. a1 3. a2 4. a3']);
  });

  it('does not take a wide space in a few lines for a gutter', () => {
    const lines = [
      [run('one', 50, 100, { right: 150 }), run('two', 165, 100, { right: 300 })],
      [run('three', 50, 112, { right: 300 })],
      [run('four', 50, 124, { right: 120 }), run('five', 135, 124, { right: 300 })],
    ];
    expect(read(lines.flat())).toEqual(['one two three four five']);
  });

  it('keeps every run, whatever the page looks like', () => {
    const place = fc.double({ min: -50, max: 700, noNaN: true });
    const runs = fc.array(
      fc.record({
        x: place,
        y: place,
        width: fc.double({ min: 0, max: 400, noNaN: true }),
        size: fc.constantFrom(0, 4, 10, 30),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(runs, (places) => {
        const all = places.map(({ x, y, width, size }, at) => run(`w${String(at)}`, x, y, { right: x + width, size }));
        expect(read(all).join(' ').split(' ').filter(Boolean).sort()).toEqual(all.map(({ text }) => text).sort());
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['scattered', (at: number) => [(at * 7919) % 14_400, (at * 104_729) % 14_400]],
    ['stepping down', (at: number) => [at * 3, at * 3]],
    ['on one line', (at: number) => [at * 3, 100]],
    ['in one place', () => [100, 100]],
  ])(
    'comes to an end with 20,000 letters %s',
    (_name, placeOf) => {
      const runs = Array.from({ length: 20_000 }, (_, at) => {
        const [x = 0, y = 0] = placeOf(at);
        return run('x', x, y, { right: x + 1, size: 1 });
      });
      expect(
        readingOrder(runs)
          .flat()
          .map((line) => line.text)
          .join(' ')
          .split(' '),
      ).toHaveLength(20_000);
    },
    60_000,
  );
});
