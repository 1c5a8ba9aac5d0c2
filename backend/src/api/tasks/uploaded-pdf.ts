import { createHash } from 'node:crypto';
import { MAX_PDF_BYTES, type TaskMetadata } from '@workstream/contracts';
import { inspectPdf } from '../../shared/pdf';
import { invalidInput, ProblemException } from '../http';

/** A file as the multipart parser hands it over. */
export interface UploadedFile {
  readonly originalname: string;
  readonly buffer: Buffer;
}

/** Limits of a form with one file: everything is counted while it streams in. */
export const PDF_FORM = {
  limits: { fileSize: MAX_PDF_BYTES, files: 2, fields: 16, fieldNameSize: 100, fieldSize: 1024 },
  // Browsers send file names in UTF-8 without saying so.
  defParamCharset: 'utf8',
};

/** The bytes of an upload, once they have been seen to be a PDF that can be read. Throws the problem otherwise. */
export function readablePdf(file: UploadedFile | undefined): Buffer {
  if (!file) throw invalidInput({ field: 'file', message: 'file is missing: send the PDF in a field of this name' });
  switch (inspectPdf(file.buffer)) {
    case 'ok':
      return file.buffer;
    case 'not-a-pdf':
      throw new ProblemException('not-a-pdf', 'The file is not a PDF: it has no PDF header.');
    case 'encrypted':
      throw new ProblemException('encrypted-pdf', 'The PDF is encrypted; send it without a password.');
  }
}

/** What is kept about an upload besides its bytes. */
export const pdfMetadata = (file: UploadedFile, issueDate: string | undefined): TaskMetadata => ({
  filename: safeName(file.originalname),
  issue_date: issueDate?.slice(0, 10) ?? null,
  content_length: file.buffer.length,
  content_sha256: createHash('sha256').update(file.buffer).digest('hex'),
});

const CONTROL_CHARACTERS = /[\p{Cc}\p{Cf}]/gu;

// A name is shown and offered for download: never a path, never invisible characters.
function safeName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const clean = base.replace(CONTROL_CHARACTERS, '').trim().slice(0, 255);
  return /^\.*$/.test(clean) ? 'document.pdf' : clean;
}
