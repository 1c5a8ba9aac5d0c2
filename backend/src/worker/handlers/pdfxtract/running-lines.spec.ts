import { dropRunningLines } from './running-lines';
import type { TextRun } from './text-runs';

const run = (text: string, y: number, size = 9): TextRun => ({ text, x: 50, right: 200, y, size, font: 'body' });
const page = (...runs: readonly TextRun[]) => ({ height: 800, runs });
const textsOf = (pages: readonly TextRun[][]) => pages.map((runs) => runs.map(({ text }) => text));

describe('dropRunningLines', () => {
  it('drops headers, footers and page numbers that stand on several pages', () => {
    const pages = [1, 2, 3].map((number) =>
      page(run('The Courier', 30), run(`text ${String(number)}`, 400), run(`- ${String(number)} -`, 780)),
    );
    expect(textsOf(dropRunningLines(pages))).toEqual([['text 1'], ['text 2'], ['text 3']]);
  });

  it('takes page numbers for the same wherever they stand, and in words too', () => {
    const pages = [page(run('Page 1 of 9', 780)), page(run('Page 2 of 9', 30)), page(run('Seite 3', 780))];
    expect(textsOf(dropRunningLines(pages))).toEqual([[], [], []]);
  });

  it('keeps what stands at the edge of one page only, and a year at the edge', () => {
    const pages = [page(run('A headline at the top', 40)), page(run('Another one', 40)), page(run('Budget 2026', 40))];
    expect(textsOf(dropRunningLines(pages))).toEqual([['A headline at the top'], ['Another one'], ['Budget 2026']]);
  });

  it('keeps what repeats in the middle of the page', () => {
    const pages = [page(run('Advertisement', 400)), page(run('Advertisement', 400)), page(run('Advertisement', 400))];
    expect(textsOf(dropRunningLines(pages)).flat()).toHaveLength(3);
  });

  it('keeps a numbered heading at the top, and text below the header that happens to be the same', () => {
    const pages = [1, 2, 3].map((number) =>
      page(
        run('The Courier', 30),
        run(`Chapter ${String(number)}`, 50, 18),
        run('It was a dark night', 70),
        run('A text that is longer', 400),
      ),
    );
    expect(textsOf(dropRunningLines(pages))[1]).toEqual(['Chapter 2', 'It was a dark night', 'A text that is longer']);
  });

  it('wants three pages to agree when there are more than three', () => {
    const pages = [page(run('Chapter', 30)), page(run('Chapter', 30)), page(run('a', 400)), page(run('b', 400))];
    expect(textsOf(dropRunningLines(pages)).flat()).toEqual(['Chapter', 'Chapter', 'a', 'b']);
  });
});
