import { readText } from '../../../../test/fixtures/read-fixture';
import { SummarizeHandler } from './summarize-handler';

const handler = new SummarizeHandler();

describe('SummarizeHandler', () => {
  it('summarises a text and says that no model was asked', async () => {
    expect(await handler.run({ content: readText('news-en.txt') })).toEqual({
      kind: 'summary',
      summary: expect.stringMatching(/^The city council of Harbour City voted on Tuesday night/),
      sentences_kept: 4,
      sentences_total: 41,
      truncated: false,
      provenance: { provider: 'local', method: 'textrank' },
    });
  });

  it.each([[null], [''], [' \n '], ['?!'], ['🎉']])('fails for good when the text is %j', async (content) => {
    await expect(handler.run({ content })).rejects.toMatchObject({
      message: 'The text holds no word to summarise.',
      errorType: 'InvalidInput',
      permanent: true,
    });
  });
});
