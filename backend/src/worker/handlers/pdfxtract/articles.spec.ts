import { articlesOf, typeScaleOf } from './articles';
import type { Paragraph } from './paragraphs';

const set = (text: string, size: number, font: string): Paragraph => ({ text, size, font, opensColumn: false });
const body = (text = 'A body that is long enough to be the type that most of the text is set in.') =>
  set(text, 10, 'roman');
const title = (text: string) => set(text, 24, 'bold');
const deck = (text: string) => set(text, 13, 'italic');
const byline = (text: string) => set(text, 9, 'sans');

const read = (...page: readonly Paragraph[]) => articlesOf(page, typeScaleOf(page));

describe('articlesOf', () => {
  it('finds title, subtitle, author and body by their type', () => {
    expect(read(title('Title'), deck('Subtitle'), byline('By Jane Doe'), body('One.'), body('Two.'), body())).toEqual([
      { title: 'Title', subtitle: 'Subtitle', author: 'Jane Doe', body: `One.\n\nTwo.\n\n${body().text}` },
    ]);
  });

  it('begins an article at each title, and joins a title of two lines', () => {
    const articles = read(
      title('A title of'),
      title('two lines'),
      body(),
      title('Next'),
      byline('Von Anna Schmidt'),
      body(),
    );
    expect(articles.map((article) => [article.title, article.author])).toEqual([
      ['A title of two lines', ''],
      ['Next', 'Anna Schmidt'],
    ]);
  });

  it('keeps the name of the paper apart from the first title', () => {
    const articles = read(set('The Courier', 40, 'bold'), title('First'), body(), title('Second'), body());
    expect(articles.map((article) => article.title)).toEqual(['The Courier', 'First', 'Second']);
  });

  it('leaves a title empty where the page has none', () => {
    expect(read(body('Goes on from the page before.'), body())).toEqual([
      { title: '', subtitle: '', author: '', body: `Goes on from the page before.\n\n${body().text}` },
    ]);
  });

  it.each(['By the end of the year it had sold 3 cars', 'By Monday all was over.', 'Byron was there'])(
    'does not take %j for an author',
    (text) => {
      expect(read(title('Title'), body(text), body())[0]).toMatchObject({
        author: '',
        body: `${text}\n\n${body().text}`,
      });
    },
  );

  it('keeps a cross-head in its body', () => {
    expect(read(title('Title'), body(), set('A cross-head', 11.5, 'bold'), body())[0]?.body).toContain(
      '\n\nA cross-head\n\n',
    );
  });

  it('answers no article for a page without text', () => {
    expect(read()).toEqual([]);
  });
});
