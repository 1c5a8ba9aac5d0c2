import { TaskFailure } from '@workstream/engine';
import type { ExtractMessage } from './extract-protocol';
import type { SessionEnd } from './extract-session';
import type { PdfLimits } from './pdf-limits';

/** A permanent failure: the same bytes will fail again. */
export function invalidPdf(sentence: string): TaskFailure {
  return new TaskFailure(sentence, { errorType: 'InvalidInput', permanent: true });
}

/** A failure of the moment: on a machine with less to do the same bytes may be read in time. */
export function latePdf(sentence: string): TaskFailure {
  return new TaskFailure(sentence, { errorType: 'TimedOut' });
}

/** The failure of a document that needs a password. */
export const encryptedPdf = (): TaskFailure => invalidPdf('The PDF is encrypted; send it without a password.');

/** The failure of a document whose reader ended before it knew the number of pages. */
export function openFailure(end: SessionEnd, limits: PdfLimits): TaskFailure {
  switch (end) {
    case 'time-limit':
    case 'aborted':
      return latePdf(`The PDF could not be opened within ${seconds(limits.openTimeoutMs)}.`);
    case 'memory-limit':
      return invalidPdf(`The PDF cannot be opened with ${String(limits.maxResidentMb)} MB of memory.`);
    case 'crash':
    case 'done':
      return invalidPdf('The file cannot be read as a PDF: the reader crashed on it.');
  }
}

/** Why the page is missing at which a reader ended. */
export function lossReason(end: SessionEnd, limits: PdfLimits): string {
  switch (end) {
    case 'time-limit':
      return `the page takes longer than ${seconds(limits.pageTimeoutMs)}`;
    case 'memory-limit':
      return `the page takes more memory than the limit of ${String(limits.maxResidentMb)} MB`;
    case 'aborted':
    case 'crash':
    case 'done':
      return 'the reader crashed on the page';
  }
}

type ReadPage = Extract<ExtractMessage, { kind: 'page' }>;

/** Why text of a page is missing that could be read but in part; null when none is. */
export function partReason({ isCut, losses }: ReadPage, limits: PdfLimits): string | null {
  if (isCut) return cutReason(limits);
  if (losses.includes('font')) return 'text is missing: a font of the page cannot be decoded';
  return losses.includes('data') ? 'text is missing: data of the page is damaged' : null;
}

function cutReason({ maxPageChars, maxPageItems }: PdfLimits): string {
  return `cut: the page holds more than ${String(maxPageChars)} characters or ${String(maxPageItems)} pieces of text`;
}

/** A time limit as a person reads it. */
export const seconds = (ms: number): string => `${String(ms / 1000)} s`;
