import type { PdfxtractResult } from '@workstream/contracts';
import { TaskFailure, type TaskContext, type TaskHandler as Handler } from '@workstream/engine';
import { TaskHandler } from '../registry';
import { extractPdf } from './extract-pdf';
import { PDF_LIMITS } from './pdf-limits';

/** Beyond the document's own limit, so that a slow document ends with the pages that were read. */
const TIMEOUT_MS = PDF_LIMITS.documentTimeoutMs + 60_000;

/** Reads a PDF in the worker's own machine: no key, no network. */
@TaskHandler('pdfxtract')
export class PdfxtractHandler implements Handler {
  readonly timeoutMs = TIMEOUT_MS;

  async run(context: TaskContext): Promise<PdfxtractResult> {
    const bytes = await context.attachment();
    if (!bytes) {
      throw new TaskFailure('The file is gone: it was kept for a limited time.', {
        errorType: 'InvalidInput',
        permanent: true,
      });
    }
    const { filename, issue_date: issueDate } = context.metadata;
    return {
      kind: 'pdf',
      filename: typeof filename === 'string' ? filename : 'document.pdf',
      issue_date: typeof issueDate === 'string' ? issueDate : null,
      pages: await extractPdf(bytes, { limits: PDF_LIMITS, signal: context.signal, log: context.log }),
      provenance: { provider: 'local', method: 'unpdf' },
    };
  }
}
