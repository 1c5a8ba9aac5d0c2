import { silentLogger } from '@workstream/engine';
import type { ExtractedPage } from '@workstream/contracts';
import { bomb, buildPdf, show, stream, type PdfObjects } from '../../../../test/fixtures/build-pdf';
import { readPdf } from '../../../../test/fixtures/read-fixture';
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

  describe('a page tree', () => {
    const treeOf = (kids: string, count: number, more: PdfObjects = {}) =>
      buildPdf([show('only')], { 2: `<< /Type /Pages /Kids [${kids}] /Count ${String(count)} >>`, ...more });
    const chain = (length: number): PdfObjects =>
      Object.fromEntries(
        Array.from({ length }, (_, at) => {
          const next = at === length - 1 ? 10 : 1_001 + at;
          return [1_000 + at, `<< /Type /Pages /Kids [${String(next)} 0 R] /Count 1 >>`];
        }),
      );

    it('of a million pages is refused by its number', async () => {
      await expect(extract(treeOf('10 0 R '.repeat(1_000_000), 1_000_000))).rejects.toMatchObject({
        message: 'The PDF has 1000000 pages; at most 500 are accepted.',
        permanent: true,
      });
    });

    it('that hides a million nodes behind a small number costs the reader no more than it may have', async () => {
      expect(briefly(await extract(treeOf('10 0 R '.repeat(1_000_000), 1)))).toEqual([['ok', 'only']]);
      await expect(extract(treeOf('<<>>'.repeat(1_000_000), 2))).rejects.toMatchObject({
        message: 'The PDF cannot be opened with 512 MB of memory.',
        permanent: true,
      });
    });

    it('that is 100,000 levels deep ends, with the page or with a sentence', async () => {
      const end = extract(treeOf('1000 0 R', 1, chain(100_000))).then(briefly, (error: unknown) => error);
      expect([[['ok', 'only']], expect.objectContaining({ errorType: 'InvalidInput' })]).toContainEqual(await end);
    });

    it('that contains itself is refused', async () => {
      await expect(extract(treeOf('2 0 R 2 0 R 10 0 R', 3))).rejects.toMatchObject({
        message: expect.stringContaining('circular reference'),
        permanent: true,
      });
    });
  });

  it.each([
    ['a page tree that is itself', { 2: '2 0 R' }],
    ['brackets without an end', { 2: `<< /Type /Pages /Kids ${'['.repeat(1_000_000)} /Count 1 >>` }],
    [
      'a font that descends from itself',
      { 3: '<< /Type /Font /Subtype /Type0 /DescendantFonts [3 0 R] /ToUnicode 3 0 R >>' },
    ],
  ])('refuses a file with %s in a sentence', async (_name, objects: PdfObjects) => {
    await expect(extract(buildPdf([show('only')], objects))).rejects.toMatchObject({
      message: expect.stringMatching(
        /^(The file cannot be read as a PDF: |No page of the PDF could be read; page 1: )/,
      ),
      errorType: 'InvalidInput',
      permanent: true,
    });
  });

  it.each([
    ['contents', { 11: '[11 0 R 11 0 R]' }, ''],
    ['a length', { 11: `<< /Length 11 0 R >>\nstream\n${show('one')}\nendstream` }, 'one'],
    ['an object stream', { 50: stream('50 0 << >>', '/Type /ObjStm /N 99999999 /First 5 /Extends 50 0 R') }, 'one'],
  ])('is not led in circles by %s that refer to themselves', async (_name, objects: PdfObjects, text) => {
    const pages = await extract(buildPdf([show('one'), show('two')], objects));
    expect(pages.map(({ articles }) => articles.map(({ body }) => body).join(''))).toEqual([text, 'two']);
  });

  describe('damage', () => {
    const whole = buildPdf([show('one'), show('two')]).toString('latin1');
    const xref = whole.indexOf('xref\n0');

    it.each([
      ['in the middle of an object', whole.slice(0, whole.length * 0.6)],
      ['in the cross-reference table', whole.slice(0, xref + 30)],
    ])('that cut the file %s is told as such', async (_name, text) => {
      await expect(extract(Buffer.from(text, 'latin1'))).rejects.toMatchObject({
        message: expect.stringContaining('The file cannot be read as a PDF'),
        permanent: true,
      });
    });

    it.each([
      ['that points nowhere', whole.replace(/startxref\n\d+/, 'startxref\n99999999')],
      ['that is its own predecessor', whole.replace('/Root', `/Prev ${String(xref)} /Root`)],
      ['of a hundred million rows', whole.replace('xref\n0 ', 'xref\n0 99999999')],
    ])('of a cross-reference table %s does not keep the pages from being read', async (_name, text) => {
      expect(briefly(await extract(Buffer.from(text, 'latin1')))).toEqual([
        ['ok', 'one'],
        ['ok', 'two'],
      ]);
    });
  });

  it.each([
    '[0 0 1000000 1000000]',
    '[0 0 1e30 99999999999999999999999999]',
    '[0 0 0 0]',
    '[0 0 612 792] /UserUnit 1e9',
  ])('reads a page of the size %s: nothing is ever drawn', async (box) => {
    const page =
      `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Contents 11 0 R ` + '/Resources << /Font << /F1 3 0 R >> >> >>';
    expect(briefly(await extract(buildPdf([show('text')], { 10: page })))).toEqual([['ok', 'text']]);
  });

  it('refuses an encrypted file, also one whose trailer does not say so where it is looked for', async () => {
    const encrypted = readPdf('encrypted.pdf');
    const hidden = Buffer.from(encrypted.toString('latin1').replace('/Encrypt', '/Encrypt\0'), 'latin1');
    for (const bytes of [encrypted, hidden]) {
      await expect(extract(bytes)).rejects.toMatchObject({ errorType: 'InvalidInput', permanent: true });
    }
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
