import { PdfxtractResult, SummarizeResult } from '@workstream/contracts';
import { viewOf } from './result-view';

const SUMMARY: SummarizeResult = {
  kind: 'summary',
  summary: 'Short.',
  sentences_kept: 3,
  sentences_total: 20,
  truncated: false,
  provenance: { provider: 'local', method: 'textrank' },
};

describe('viewOf', () => {
  it('says who made a summary and of how much', () => {
    expect(viewOf(SUMMARY)).toMatchObject({
      kind: 'summary',
      maker: 'made locally with textrank',
      extent: '3 of 20 sentences',
    });
  });

  it('says when the text was cut', () => {
    expect(viewOf({ ...SUMMARY, truncated: true })).toMatchObject({
      extent: '3 of 20 sentences of the part that was read',
    });
  });

  it('names the model when one was used', () => {
    const provenance = { provider: 'openrouter', method: 'acme/large' } as const;

    expect(viewOf({ ...SUMMARY, provenance })).toMatchObject({ maker: 'made by OpenRouter with acme/large' });
  });

  it('describes a document', () => {
    const result: PdfxtractResult = {
      kind: 'pdf',
      filename: 'courier.pdf',
      issue_date: null,
      pages: [{ page_number: 1, status: 'ok', reason: null, articles: [] }],
      provenance: { provider: 'local', method: 'unpdf' },
    };

    expect(viewOf(result)).toMatchObject({ kind: 'pdf', extent: 'courier.pdf · 1 page' });
  });

  it('shows what it does not know as it is', () => {
    expect(viewOf({ words: 3 })).toEqual({ kind: 'other', json: '{\n  "words": 3\n}' });
  });
});
