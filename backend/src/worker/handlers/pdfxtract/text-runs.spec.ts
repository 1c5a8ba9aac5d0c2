import type { TextItem } from './extract-protocol';
import { runsByTurn } from './text-runs';

const item = (text: string, x: number, y: number, options: Partial<TextItem> = {}): TextItem => ({
  text,
  x,
  y,
  width: text.length * 5,
  size: 10,
  font: 'body',
  turn: 0,
  ...options,
});

const textsOf = (items: readonly TextItem[]) => runsByTurn(items).map((runs) => runs.map((run) => run.text));

describe('runsByTurn', () => {
  it('joins pieces of one baseline, with a space where the page shows one', () => {
    expect(textsOf([item('Har', 0, 100), item('bour', 15, 100), item('City', 38, 100)])).toEqual([['Harbour City']]);
  });

  it('joins letters that are placed one by one, in whatever order', () => {
    const letters = Array.from('Wall', (letter, at) => item(letter, at * 5, 100));
    expect(textsOf(letters.toReversed())).toEqual([['Wall']]);
  });

  it('takes a piece that is only space for a space', () => {
    expect(textsOf([item('sea', 0, 100), item(' ', 15, 100), item('wall', 15.5, 100)])).toEqual([['sea wall']]);
  });

  it('keeps what stands in two columns apart', () => {
    expect(textsOf([item('left', 0, 100), item('right', 32, 100)])).toEqual([['left', 'right']]);
  });

  it('keeps lines apart, and a raised figure out of the way of its line', () => {
    expect(textsOf([item('one', 0, 100), item('two', 0, 112), item('2', 16, 96, { size: 6, width: 3 })])).toEqual([
      ['2', 'one', 'two'],
    ]);
  });

  it('puts the large first letter of a story in front of the line that it begins', () => {
    const items = [
      item('T', 0, 122, { size: 36, width: 22 }),
      item('he hall opened', 24, 100),
      item('its doors again', 24, 112),
      item('on Saturday', 0, 136),
    ];
    expect(textsOf(items)).toEqual([['The hall opened', 'its doors again', 'on Saturday']]);
  });

  it('lays turned text level, and puts the direction with the most text first', () => {
    const items = [
      item('a note on the edge', 20, 700, { turn: 270 }),
      item('of the page', 32, 700, { turn: 270 }),
      item('The text of the page itself is longer', 60, 100),
    ];
    expect(textsOf(items)).toEqual([['The text of the page itself is longer'], ['a note on the edge', 'of the page']]);
  });

  it('reads Hebrew from right to left', () => {
    expect(textsOf([item('עולם', 0, 100), item('שלום', 23, 100)])).toEqual([['שלום עולם']]);
  });

  it('takes letters that are printed twice, to look bold, once', () => {
    expect(textsOf([item('Title', 0, 100), item('Title', 0.4, 100)])).toEqual([['Title']]);
  });

  it('reads vertical script from right to left', () => {
    const items = [item('二行目', 80, 50, { turn: 90, width: 30 }), item('一行目', 100, 50, { turn: 90, width: 30 })];
    expect(textsOf(items)).toEqual([['一行目', '二行目']]);
  });
});
