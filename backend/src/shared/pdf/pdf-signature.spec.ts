import fc from 'fast-check';
import { inspectPdf } from './pdf-signature';

const ENCRYPT = '/Encrypt 9 0 R';
const body = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n';

/** A file with a classic trailer that holds `entries`, after `before`. */
function classic(entries: string, { content = '', before = '' } = {}): Buffer {
  const start = body + content;
  const tail = `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 2 /Root 1 0 R ${entries} >>\nstartxref\n`;
  return Buffer.from(`${before}${start}${tail}${String(start.length)}\n%%EOF\n`, 'latin1');
}

/** A file with a cross-reference stream that holds `entries`. */
function streamed(entries: string): Buffer {
  const stream = `7 0 obj\n<< /Type /XRef /W [1 2 1] ${entries} /Length 4 >>\nstream\n\x01\x02\x03\x04\nendstream\nendobj\n`;
  return Buffer.from(`${body}${stream}startxref\n${String(body.length)}\n%%EOF`, 'latin1');
}

describe('inspectPdf', () => {
  it.each([
    ['a classic trailer', classic('')],
    ['a cross-reference stream', streamed('')],
    ['bytes before the header, as readers allow them', classic('', { before: 'GIF89a;\n' })],
    ['a header and nothing else', Buffer.from('%PDF-1.4\n')],
  ])('accepts %s', (_name, bytes) => {
    expect(inspectPdf(bytes)).toBe('ok');
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a text', Buffer.from('Dear Sir or Madam')],
    ['an archive', Buffer.from('PK\x03\x04')],
    ['a header that stands too deep', Buffer.concat([Buffer.alloc(2_000, 32), classic('')])],
  ])('refuses %s', (_name, bytes) => {
    expect(inspectPdf(bytes)).toBe('not-a-pdf');
  });

  it.each([
    ['a classic trailer', classic(ENCRYPT)],
    ['a cross-reference stream', streamed(ENCRYPT)],
    ['a dictionary in place', classic('/Encrypt << /Filter /Standard /V 2 >>')],
    ['a name in disguise', classic('/#45ncrypt 9 0 R')],
    ['an offset that counts from the header', classic(ENCRYPT, { before: 'GIF89a;\n' })],
    ['a file whose end is lost', Buffer.from(`${body}trailer\n<< /Size 2 ${ENCRYPT} /Root 1 0 R >>\nstartx`)],
    [
      'a cross-reference stream whose offset is lost',
      Buffer.from(`${body}7 0 obj\n<< /W [1 2 1] /Type /XRef ${ENCRYPT} >>`),
    ],
  ])('sees the encryption in %s', (_name, bytes) => {
    expect(inspectPdf(bytes)).toBe('encrypted');
  });

  it.each([
    ['page text', { content: `(trailer << ${ENCRYPT} >>) Tj\n<< ${ENCRYPT} >>\n` }, ''],
    ['a string of the trailer', {}, `/Info (${ENCRYPT} \\) ${ENCRYPT})`],
    ['a nested dictionary', {}, `/Extra << ${ENCRYPT} >>`],
    ['an entry without a value', {}, '/Encrypt null'],
    ['a longer name', {}, '/EncryptMetadata 9 0 R'],
    ['a comment', {}, `% ${ENCRYPT}\n`],
  ])('does not take %s for encryption', (_name, options, entries) => {
    expect(inspectPdf(classic(entries, options))).toBe('ok');
  });

  it('looks at 50 MB of anything once: work that grew with the square would never end', () => {
    for (const filler of ['trailer ', '/XRef ', '<< ( ', '9 0 obj << ']) {
      const bytes = Buffer.alloc(50 * 1024 * 1024, filler);
      bytes.write('%PDF-1.7\n');
      expect(inspectPdf(bytes)).toBe('ok');
    }
  }, 60_000);

  it('answers on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (noise) => {
        expect(['ok', 'encrypted']).toContain(inspectPdf(Buffer.concat([Buffer.from('%PDF-'), noise])));
      }),
    );
  });
});
