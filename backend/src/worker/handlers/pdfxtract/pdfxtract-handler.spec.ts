import { silentLogger, type TaskContext } from '@workstream/engine';
import { readPdf } from '../../../../test/fixtures/read-fixture';
import { PdfxtractHandler } from './pdfxtract-handler';

function contextOf(file: Buffer | null, metadata: TaskContext['metadata'] = {}): TaskContext {
  return {
    id: '5c1f8f0e-6f0c-4d0e-9a44-9a7f0f6f4a11',
    type: 'pdfxtract',
    attempt: 1,
    content: null,
    metadata,
    labels: {},
    signal: new AbortController().signal,
    log: silentLogger,
    attachment: () => Promise.resolve(file),
    checkpoint: () => Promise.resolve(null),
    saveCheckpoint: () => Promise.resolve(),
    assertOwned: () => Promise.resolve(),
    progress: () => undefined,
  };
}

jest.setTimeout(60_000);

const handler = new PdfxtractHandler();

describe('PdfxtractHandler', () => {
  it('answers the file name, the date of issue and the pages, and says that no model was asked', async () => {
    const metadata = { filename: 'courier.pdf', issue_date: '2026-05-04' };
    expect(await handler.run(contextOf(readPdf('drawing-only.pdf'), metadata))).toEqual({
      kind: 'pdf',
      filename: 'courier.pdf',
      issue_date: '2026-05-04',
      pages: [{ page_number: 1, status: 'empty', reason: 'no text layer: scanned or blank page', articles: [] }],
      provenance: { provider: 'local', method: 'unpdf' },
    });
  });

  it('makes up neither a date nor a name', async () => {
    expect(await handler.run(contextOf(readPdf('newspaper.pdf')))).toMatchObject({
      filename: 'document.pdf',
      issue_date: null,
    });
  });

  it('fails for good when the file is gone', async () => {
    await expect(handler.run(contextOf(null))).rejects.toMatchObject({ errorType: 'InvalidInput', permanent: true });
  });
});
