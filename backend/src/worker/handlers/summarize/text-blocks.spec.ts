import { readText } from '../../../../test/fixtures/read-fixture';
import { splitBlocks } from './text-blocks';

const proseOf = (text: string) => splitBlocks(text).flatMap((block) => (block.kind === 'prose' ? [block.text] : []));
const labelsOf = (text: string) => splitBlocks(text).flatMap((block) => (block.kind === 'label' ? [block.text] : []));

describe('splitBlocks', () => {
  it('joins wrapped lines and ends a block at an empty line', () => {
    expect(proseOf('One long line that\nis wrapped here.\n\nAnother paragraph.')).toEqual([
      'One long line that is wrapped here.',
      'Another paragraph.',
    ]);
  });

  it('takes headings, list markers, code, tables and rules of Markdown for what they are', () => {
    const text = readText('release-notes.md');
    expect(labelsOf(text)).toContain('The scheduler');
    expect(proseOf(text)).toContain('Stop the old version.');
    expect(proseOf(text).join('\n')).not.toMatch(/#|new Scheduler|\|/);
  });

  it('keeps the headline of a news text apart from its lead', () => {
    expect(labelsOf(readText('news-en.txt'))).toEqual(['Harbour City Votes to Rebuild Its Old Sea Wall']);
    expect(labelsOf('A headline\nA first line of text that is much longer than it,\nand then some more.')).toEqual([
      'A headline',
    ]);
  });

  it('joins Japanese lines without a space', () => {
    expect(proseOf('青浜町は十日に図書\n館を開いた。')).toEqual(['青浜町は十日に図書館を開いた。']);
  });
});
