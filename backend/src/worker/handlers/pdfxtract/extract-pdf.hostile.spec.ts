import { silentLogger } from '@workstream/engine';
import type { ExtractedPage } from '@workstream/contracts';
import { bomb, buildPdf, show, stream } from '../../../../test/fixtures/build-pdf';
import { extractPdf } from './extract-pdf';
import { PDF_LIMITS, type PdfLimits } from './pdf-limits';

// A reader takes half a second to start, on a busy machine several.
jest.setTimeout(60_000);

function extract(bytes: Buffer, limits: Partial<PdfLimits> = {}, signal = new AbortController().signal) {
  return extractPdf(bytes, { limits: { ...PDF_LIMITS, ...limits }, signal, log: silentLogger });
}

const briefly = (pages: readonly ExtractedPage[]) =>
  pages.map(({ status, reason, articles }) => [status, reason ?? articles.map((article) => article.body).join('|')]);

/** A form that shows the next one twice: 2^n pieces of text. */
const nested = (count: number): Record<number, Buffer> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      1_000 + at,
      stream(
        at === count - 1 ? show('deep') : '/X Do /X Do',
        '/Type /XObject /Subtype /Form /BBox [0 0 9 9] ' +
          `/Resources << /Font << /F1 3 0 R >> /XObject << /X ${String(1_001 + at)} 0 R >> >>`,
      ),
    ]),
  );

describe('extractPdf on hostile files', () => {
  it('survives a stream that inflates to 600 MB: that page fails, those around it are read', async () => {
    const bytes = buildPdf([show('before'), bomb(600), show('after')]);
    expect(bytes.length).toBeLessThan(1024 * 1024);
    const pages = await extract(bytes, { maxResidentMb: 256 });
    expect(briefly(pages)).toEqual([
      ['ok', 'before'],
      ['failed', 'the page takes more memory than the limit of 256 MB'],
      ['ok', 'after'],
    ]);
  });

  it('gives up a page that takes too long, and goes on behind it', async () => {
    const resources = '/XObject << /X 1000 0 R >>';
    const bytes = buildPdf([show('before'), '/X Do', show('after')], nested(30), resources);
    const pages = await extract(bytes, { pageTimeoutMs: 2_000, maxResidentMb: 1_024 });
    expect(briefly(pages)).toEqual([
      ['ok', 'before'],
      ['failed', 'the page takes longer than 2 s'],
      ['ok', 'after'],
    ]);
  });

  it('does not follow a form that contains itself', async () => {
    const form = stream(
      '/X Do /X Do',
      '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 1000 0 R >> >>',
    );
    const pages = await extract(buildPdf([`${show('page')} /X Do`], { 1000: form }, '/XObject << /X 1000 0 R >>'));
    expect(briefly(pages)).toEqual([['ok', 'page']]);
  });

  it('counts the pages that are there, not those that are declared', async () => {
    const pages = await extract(buildPdf([show('only')], { 2: '<< /Type /Pages /Kids [10 0 R] /Count 1000000 >>' }));
    expect(briefly(pages)).toEqual([['ok', 'only']]);
  });

  it('reads a file that is a picture to other programs as the PDF that it also is', async () => {
    const bytes = Buffer.concat([Buffer.from('GIF89a;<script>alert(1)</script>\n'), buildPdf([show('polyglot')])]);
    expect(briefly(await extract(bytes))).toEqual([['ok', 'polyglot']]);
  });

  it('replaces a reader that dies only so often, and lists the rest as not read', async () => {
    const bytes = buildPdf([show('first'), bomb(300), bomb(300), bomb(300), show('last')]);
    const pages = await extract(bytes, { maxResidentMb: 200, maxRestarts: 1 });
    expect(briefly(pages)).toEqual([
      ['ok', 'first'],
      ['failed', 'the page takes more memory than the limit of 200 MB'],
      ['failed', 'the page takes more memory than the limit of 200 MB'],
      ['failed', 'not read: the reader died at 2 pages before'],
      ['failed', 'not read: the reader died at 2 pages before'],
    ]);
  });

  it('fails for good when not one page could be read', async () => {
    const bytes = buildPdf([bomb(300)]);
    await expect(extract(bytes, { maxResidentMb: 200 })).rejects.toMatchObject({
      message: 'No page of the PDF could be read; page 1: the page takes more memory than the limit of 200 MB.',
      errorType: 'InvalidInput',
      permanent: true,
    });
  });

  it('lists the pages that it did not come to when the time for the document is over', async () => {
    const resources = '/XObject << /X 1000 0 R >>';
    const bytes = buildPdf([show('first'), '/X Do', show('third')], nested(30), resources);
    const pages = await extract(bytes, { documentTimeoutMs: 6_000, maxResidentMb: 2_048 });
    expect(briefly(pages)).toEqual([
      ['ok', 'first'],
      ['failed', 'not read: the time limit of 6 s for the document was reached'],
      ['failed', 'not read: the time limit of 6 s for the document was reached'],
    ]);
  });

  it('can be tried again when not one page was read in time', async () => {
    const bytes = buildPdf(['/X Do'], nested(30), '/XObject << /X 1000 0 R >>');
    await expect(extract(bytes, { pageTimeoutMs: 1_500, maxResidentMb: 2_048 })).rejects.toMatchObject({
      message: 'No page of the PDF could be read; page 1: the page takes longer than 1.5 s.',
      errorType: 'TimedOut',
      permanent: false,
    });
  });
});
