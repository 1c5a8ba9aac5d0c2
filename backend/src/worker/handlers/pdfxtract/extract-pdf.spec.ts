import { silentLogger, TaskFailure } from '@workstream/engine';
import type { ExtractedPage } from '@workstream/contracts';
import { buildPdf, show, stream } from '../../../../test/fixtures/build-pdf';
import { readPdf, readText } from '../../../../test/fixtures/read-fixture';
import { extractPdf } from './extract-pdf';
import { PDF_LIMITS, type PdfLimits } from './pdf-limits';

// A reader takes half a second to start, on a busy machine several.
jest.setTimeout(60_000);

function extract(bytes: Buffer, limits: Partial<PdfLimits> = {}, signal = new AbortController().signal) {
  return extractPdf(bytes, { limits: { ...PDF_LIMITS, ...limits }, signal, log: silentLogger });
}

const briefly = (pages: readonly ExtractedPage[]) =>
  pages.map(({ status, reason, articles }) => [status, reason ?? articles.map((article) => article.body).join('|')]);

const paragraphsOf = (name: string) => readText(name).trim().split('\n\n');

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

describe('extractPdf', () => {
  it('reads a newspaper: each article with its title, subtitle, author and body as they were set', async () => {
    const pages = await extract(readPdf('newspaper.pdf'));
    expect(
      pages.map(({ page_number, status, articles }) => [page_number, status, articles.map(({ title }) => title)]),
    ).toEqual([
      [1, 'ok', ['The Harbour Courier', 'Harbour City Votes to Rebuild Its Old Sea Wall']],
      [
        2,
        'ok',
        ['Market Hall Reopens After Two Years of Repairs', 'Night Trains to the Coast Are Booked Out Until August'],
      ],
      [3, 'ok', ['Stadtwerke stellen Fernwärme auf Flusswasser um']],
      [4, 'ok', ['Pupils Grow Vegetables on the School Roof']],
    ]);
    const [, market, warmth] = pages.map((page) => page.articles[0]);
    expect(market).toMatchObject({
      subtitle: 'Forty-two traders return to Mill Street',
      author: 'Joseph Adeyemi and Clara Holt',
      body: paragraphsOf('market-hall.txt').slice(1).join('\n\n'),
      topics: expect.arrayContaining(['traders', 'hall', 'roof']),
      summary: expect.stringMatching(/^The market hall in Mill Street opened its doors again on Saturday/),
    });
    expect(warmth).toMatchObject({
      author: 'Anna Schmidt',
      body: paragraphsOf('news-de.txt').slice(1).join('\n\n'),
      topics: expect.arrayContaining(['Stadtwerke', 'Wärmepumpen', 'Fernwärme']),
    });
    expect(pages[0]?.articles[1]?.body).toBe(paragraphsOf('news-en.txt').slice(1).join('\n\n'));
  });

  it('drops what is printed at the edge of several pages', async () => {
    const text = JSON.stringify(await extract(readPdf('newspaper.pdf')));
    expect(text.match(/The Harbour Courier/g)).toHaveLength(1);
    expect(text.match(/Monday, 4 May 2026/g)).toHaveLength(2);
  });

  it('reads two columns one after the other, also when their lines do not stand level', async () => {
    const [page] = await extract(readPdf('two-columns.pdf'));
    expect(page?.articles).toEqual([
      expect.objectContaining({
        title: 'On the Origin of Species: Introduction',
        author: 'Charles Darwin',
        body: paragraphsOf('origin-of-species.txt')
          .map((paragraph) => paragraph.replace(/\n/g, ' '))
          .join('\n\n'),
      }),
    ]);
  });

  it('lists a page without text as empty, with the reason', async () => {
    const pages = await extract(readPdf('partly-scanned.pdf'));
    expect(pages.map(({ page_number, status }) => [page_number, status])).toEqual([
      [1, 'ok'],
      [2, 'empty'],
      [3, 'ok'],
    ]);
    expect(pages[1]).toMatchObject({ reason: 'no text layer: scanned or blank page', articles: [] });
  });

  it('answers a document without any text with empty pages, not with a success that hides it', async () => {
    expect(briefly(await extract(readPdf('drawing-only.pdf')))).toEqual([
      ['empty', 'no text layer: scanned or blank page'],
    ]);
  });

  it('reads what can be read of a damaged file, and names the pages that are lost', async () => {
    const pages = await extract(readPdf('damaged.pdf'));
    expect(pages.map(({ status }) => status)).toEqual(['ok', 'failed', 'failed', 'failed']);
    expect(pages[0]?.articles[1]?.title).toBe('Harbour City Votes to Rebuild Its Old Sea Wall');
    expect(pages[1]?.reason).toMatch(/^the page could not be read: /);
    expect(pages[3]?.reason).toBe('not read: the page tree of the file is broken before it');
  });

  it.each([
    ['is no PDF', Buffer.from('Dear Sir or Madam'), 'The file is not a PDF: it has no PDF header.'],
    ['is encrypted', readPdf('encrypted.pdf'), 'The PDF is encrypted; send it without a password.'],
    ['has lost its end', readPdf('truncated.pdf'), 'The file cannot be read as a PDF: Invalid PDF structure.'],
    [
      'is a header and noise',
      Buffer.from(`%PDF-1.4\n${'noise '.repeat(99)}`),
      'The file cannot be read as a PDF: Invalid PDF structure.',
    ],
    [
      'has a page tree that bites its tail',
      buildPdf([show('a')], { 2: '<< /Type /Pages /Kids [2 0 R 10 0 R] /Count 2 >>' }),
      'No page of the PDF could be read; page 1: the page could not be read: Pages tree contains circular reference.',
    ],
    [
      'has more pages than are accepted',
      buildPdf(Array<string>(501).fill('')),
      'The PDF has 501 pages; at most 500 are accepted.',
    ],
  ])('fails for good when the file %s', async (_name, bytes, message) => {
    const failure = await extract(bytes).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TaskFailure);
    expect(failure).toMatchObject({ message, errorType: 'InvalidInput', permanent: true });
  });

  it('cuts a page at the limit of characters, and says so', async () => {
    const long = Array.from(
      { length: 50 },
      (_, at) => `1 0 0 1 72 ${String(700 - 12 * at)} Tm (word${String(at)}) Tj`,
    ).join('\n');
    const [page] = await extract(buildPdf([`BT /F1 10 Tf ${long} ET`]), { maxPageChars: 100 });
    expect(page).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^cut: the page holds more than 100 characters/),
    });
    expect(page?.articles[0]?.body).toMatch(/^word0 word1 word2/);
  });

  it('stops at the limit of characters for the document, and lists the pages that it did not read', async () => {
    const pages = await extract(buildPdf([show('first page'), show('second page'), show('third page')]), {
      maxDocumentChars: 15,
    });
    expect(briefly(pages).slice(0, 2)).toEqual([
      ['ok', 'first page'],
      ['ok', 'second page'],
    ]);
    expect(pages[2]).toMatchObject({
      page_number: 3,
      status: 'failed',
      reason: 'not read: the document holds more than 15 characters',
    });
  });

  it('says of every page when one of its fonts cannot be decoded, and keeps what it can read', async () => {
    const font =
      '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /90ms-RKSJ-H /DescendantFonts [901 0 R] >>';
    const descendant =
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 ' +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> ' +
      '/FontDescriptor << /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4 >> >>';
    const japanese = 'BT 900 0 Td /F9 12 Tf <93FA967B> Tj ET';
    const objects = { 900: font, 901: descendant, 3: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' };
    const bytes = buildPdf([japanese, `${show('Latin')} ${japanese}`, show('fine')], objects, '', '/F9 900 0 R');
    const reason = 'text is missing: a font of the page cannot be decoded';
    const pages = await extract(bytes);
    expect(briefly(pages)).toEqual([
      ['failed', reason],
      ['failed', reason],
      ['ok', 'fine'],
    ]);
    expect(pages[1]?.articles[0]?.body).toBe('Latin');
  });

  it('says when the data of a page is damaged', async () => {
    const pages = await extract(buildPdf([show('whole'), stream('no deflated data', '/Filter /FlateDecode')]));
    expect(briefly(pages)).toEqual([
      ['ok', 'whole'],
      ['failed', 'text is missing: data of the page is damaged'],
    ]);
  });

  it('says which page has fonts that do not name their letters, and shows no gibberish for it', async () => {
    const map = '/CIDInit /ProcSet findresource begin begincmap 1 beginbfrange <00> <FF> <E000> endbfrange endcmap end';
    const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 900 0 R >>';
    const pages = await extract(buildPdf([show('hidden words')], { 3: font, 900: stream(map) }));
    expect(pages).toEqual([
      {
        page_number: 1,
        status: 'failed',
        reason: 'the fonts of the page do not tell which letters they show',
        articles: [],
      },
    ]);
  });

  it('can be tried again when the document could not be opened in time', async () => {
    await expect(extract(readPdf('newspaper.pdf'), { openTimeoutMs: 1 })).rejects.toMatchObject({
      message: 'The PDF could not be opened within 0.001 s.',
      errorType: 'TimedOut',
      permanent: false,
    });
  });

  it('ends at once when aborted, with the reason of the signal', async () => {
    const resources = '/XObject << /X 1000 0 R >>';
    const bytes = buildPdf(['/X Do'], nested(30), resources);
    await expect(extract(bytes, {}, AbortSignal.timeout(300))).rejects.toThrow('aborted due to timeout');
  });
});
