import { TaskFailure, type Logger } from '@workstream/engine';
import type { ExtractMessage, TextItem } from './extract-protocol';
import { ExtractSession, type SessionEnd } from './extract-session';
import type { PdfLimits } from './pdf-limits';

/** One page as the reader gave it. `reason` says in a sentence why text is missing, and is null when none is. */
export interface RawPage {
  readonly pageNumber: number;
  readonly width: number;
  readonly height: number;
  readonly items: readonly TextItem[];
  readonly reason: string | null;
}

interface ReadOptions {
  readonly limits: PdfLimits;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/**
 * Reads the text of a PDF in processes of its own and answers every page of it, also those that could not be read.
 * A page that kills its reader costs itself alone: a new reader goes on behind it, up to a bounded number of times.
 * Throws a permanent TaskFailure when the document cannot be read at all, and the signal's reason when aborted.
 */
export async function readPages(bytes: Buffer, options: ReadOptions): Promise<RawPage[]> {
  const deadline = AbortSignal.timeout(options.limits.documentTimeoutMs);
  const reading = new PdfReading(bytes, options, AbortSignal.any([options.signal, deadline]));
  const pages = await reading.run();
  options.signal.throwIfAborted();
  return pages;
}

class PdfReading {
  private readonly pages: RawPage[] = [];
  private pageCount: number | null = null;
  private declaredCount = 0;
  private isTreeBroken = false;
  private chars = 0;
  private refusal: TaskFailure | null = null;
  /** Aborted when enough text has been read. */
  private readonly full = new AbortController();
  private readonly stop: AbortSignal;

  constructor(
    private readonly bytes: Buffer,
    private readonly options: ReadOptions,
    signal: AbortSignal,
  ) {
    this.stop = AbortSignal.any([signal, this.full.signal]);
  }

  async run(): Promise<RawPage[]> {
    for (let deaths = 0; !this.isComplete(); deaths++) {
      const end = deaths > this.options.limits.maxRestarts ? 'crash' : await this.runSession();
      if (this.refusal) throw this.refusal;
      if (this.pageCount === null) throw openFailure(end, this.options);
      if (deaths > this.options.limits.maxRestarts)
        this.failRest(`the reader was stopped at ${String(deaths)} pages before`);
      else if (this.stop.aborted) this.failRest(this.stopReason());
      else if (!this.isComplete()) this.fail(this.lossReason(end));
    }
    this.listLostPages();
    return this.pages;
  }

  // Where the page tree breaks at its last page, those behind it are lost; they are named all the same.
  private listLostPages(): void {
    if (!this.isTreeBroken) return;
    this.pageCount = Math.min(this.declaredCount, this.options.limits.maxPages);
    this.failRest('the page tree of the file is broken before it');
  }

  private isComplete(): boolean {
    return this.pages.length === this.pageCount;
  }

  private async runSession(): Promise<SessionEnd> {
    const { limits, log } = this.options;
    const { maxPages, maxPageChars, maxPageItems } = limits;
    const order = {
      byteLength: this.bytes.length,
      firstPage: this.pages.length + 1,
      maxPages,
      maxPageChars,
      maxPageItems,
    };
    const onMessage = (message: ExtractMessage): void => this.receive(message);
    const session = new ExtractSession({ bytes: this.bytes, order, limits, signal: this.stop, onMessage });
    const end = await session.run();
    if (end !== 'done')
      log.warn('The PDF reader ended early', { end, page: order.firstPage, stderr: session.lastWords });
    return end;
  }

  private receive(message: ExtractMessage): void {
    switch (message.kind) {
      case 'opened':
        this.open(message.pageCount);
        this.declaredCount = message.declaredCount;
        break;
      case 'refused':
        this.refusal = message.isEncrypted ? encryptedPdf() : unreadablePdf(message.message);
        break;
      case 'page':
        this.add({ ...message, reason: message.isCut ? this.cutReason() : null });
        break;
      case 'page-failed':
        this.isTreeBroken = message.pageNumber === this.pageCount && this.declaredCount > message.pageNumber;
        this.fail(`the page could not be read: ${message.message}`);
        break;
      case 'done':
        break;
    }
  }

  private open(pageCount: number): void {
    const { maxPages } = this.options.limits;
    if (pageCount > maxPages)
      this.refuse(`The PDF has ${String(pageCount)} pages; at most ${String(maxPages)} are accepted.`);
    if (pageCount === 0) this.refuse('The PDF has no page.');
    this.pageCount ??= pageCount;
  }

  private refuse(sentence: string): void {
    this.refusal = invalidPdf(sentence);
    this.full.abort();
  }

  private add(page: RawPage): void {
    if (this.isComplete() || page.pageNumber !== this.pages.length + 1) return;
    this.pages.push(page);
    this.chars += page.items.reduce((total, item) => total + item.text.length, 0);
    if (this.chars > this.options.limits.maxDocumentChars) this.full.abort();
  }

  private fail(reason: string): void {
    this.add({ pageNumber: this.pages.length + 1, width: 0, height: 0, items: [], reason });
  }

  private failRest(reason: string): void {
    while (!this.isComplete()) this.fail(`not read: ${reason}`);
  }

  private stopReason(): string {
    const { maxDocumentChars, documentTimeoutMs } = this.options.limits;
    return this.full.signal.aborted
      ? `the document holds more than ${String(maxDocumentChars)} characters`
      : `the time limit of ${seconds(documentTimeoutMs)} for the document was reached`;
  }

  private cutReason(): string {
    const { maxPageChars, maxPageItems } = this.options.limits;
    return `cut: the page holds more than ${String(maxPageChars)} characters or ${String(maxPageItems)} pieces of text`;
  }

  private lossReason(end: SessionEnd): string {
    const { pageTimeoutMs, maxResidentMb } = this.options.limits;
    switch (end) {
      case 'time-limit':
        return `the page takes longer than ${seconds(pageTimeoutMs)}`;
      case 'memory-limit':
        return `the page takes more memory than the limit of ${String(maxResidentMb)} MB`;
      default:
        return 'the reader crashed on the page';
    }
  }
}

/** The failure of a document that needs a password. */
export const encryptedPdf = (): TaskFailure => invalidPdf('The PDF is encrypted; send it without a password.');

/** A permanent failure: the same bytes will fail again. */
export function invalidPdf(sentence: string): TaskFailure {
  return new TaskFailure(sentence, { errorType: 'InvalidInput', permanent: true });
}

function unreadablePdf(message: string): TaskFailure {
  return invalidPdf(`The file cannot be read as a PDF: ${message}.`);
}

function openFailure(end: SessionEnd, { limits, signal }: ReadOptions): unknown {
  if (signal.aborted) return signal.reason;
  switch (end) {
    case 'time-limit':
    case 'aborted':
      return new TaskFailure(`The PDF could not be opened within ${seconds(limits.openTimeoutMs)}.`, {
        errorType: 'TimedOut',
      });
    case 'memory-limit':
      return invalidPdf(`The PDF cannot be opened with ${String(limits.maxResidentMb)} MB of memory.`);
    default:
      return invalidPdf('The file cannot be read as a PDF: the reader crashed on it.');
  }
}

function seconds(ms: number): string {
  return `${String(ms / 1000)} s`;
}
