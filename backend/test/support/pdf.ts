import PDFDocument from 'pdfkit';

/** A real PDF of one page. With a password it is encrypted. */
export async function pdfOf(text: string, password?: string): Promise<Buffer> {
  const document = new PDFDocument(password === undefined ? {} : { userPassword: password });
  document.text(text).end();
  const chunks: Buffer[] = [];
  for await (const chunk of document) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
