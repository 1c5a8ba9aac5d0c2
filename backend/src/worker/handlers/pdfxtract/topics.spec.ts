import { readText } from '../../../../test/fixtures/read-fixture';
import { countTopics, topicsOf } from './topics';

const topics = (...texts: readonly string[]) => topicsOf(texts.map(countTopics));

describe('topicsOf', () => {
  it('names what a text is about in its own words', () => {
    expect(topics(readText('news-en.txt'))[0]).toEqual(expect.arrayContaining(['wall', 'council']));
    expect(topics(readText('news-de.txt'))[0]).toEqual(
      expect.arrayContaining(['Wärmepumpen', 'Stadtwerke', 'Fernwärme']),
    );
    expect(topics(readText('news-ja.txt'))[0]).toEqual(expect.arrayContaining(['図書館', '校舎']));
  });

  it('prefers what other texts do not speak of', () => {
    const [first] = topics('The town roof. The town roof. Radishes grow. Radishes grow.', 'Town roof.', 'Town roof.');
    expect(first?.slice(0, 2).sort()).toEqual(['Radishes', 'grow']);
  });

  it('names nothing that is said only once', () => {
    expect(topics('Monday, 4 May 2026. Price 2.50', '')).toEqual([[], []]);
  });
});
