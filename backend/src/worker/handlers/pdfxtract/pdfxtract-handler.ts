import { Inject } from '@nestjs/common';
import type { ExtractedPage, PdfxtractResult, Provenance } from '@workstream/contracts';
import { TaskFailure, type TaskContext, type TaskHandler as Handler } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../../../shared/config';
import { OPENROUTER_CLIENT, type OpenRouterClient } from '../../../shared/openrouter';
import { TaskHandler } from '../registry';
import { extractPdf } from './extract-pdf';
import { extractWithModel } from './extract-with-model';
import { PDF_LIMITS } from './pdf-limits';

/** Reads a PDF: with a model where a key is configured, and otherwise in the worker's own machine. The result says which. */
@TaskHandler('pdfxtract')
export class PdfxtractHandler implements Handler {
  readonly timeoutMs: number;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(OPENROUTER_CLIENT) private readonly client: OpenRouterClient | null,
  ) {
    this.timeoutMs = config.tasks.pdfxtractTimeoutMs;
  }

  async run(context: TaskContext): Promise<PdfxtractResult> {
    const bytes = await context.attachment();
    if (!bytes) {
      throw new TaskFailure('The file is gone: it was kept for a limited time.', {
        errorType: 'InvalidInput',
        permanent: true,
      });
    }
    const { filename, issue_date: issueDate } = context.metadata;
    const name = typeof filename === 'string' ? filename : 'document.pdf';
    return {
      kind: 'pdf',
      filename: name,
      issue_date: typeof issueDate === 'string' ? issueDate : null,
      ...(await this.read(bytes, name, context)),
    };
  }

  private async read(
    bytes: Buffer,
    filename: string,
    context: TaskContext,
  ): Promise<{ pages: ExtractedPage[]; provenance: Provenance }> {
    const { client } = this;
    if (client) return extractWithModel(bytes, context, { client, settings: this.config.openrouter, filename });
    const pages = await extractPdf(bytes, { limits: PDF_LIMITS, signal: context.signal, log: context.log });
    return { pages, provenance: { provider: 'local', method: 'unpdf' } };
  }
}
