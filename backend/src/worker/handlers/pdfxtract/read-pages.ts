import type { TaskFailure, Logger } from '@workstream/engine';
import type { ExtractMessage, TextItem } from './extract-protocol';
import { ExtractSession, type SessionEnd } from './extract-session';
import { encryptedPdf, invalidPdf, latePdf, lossReason, openFailure, partReason, seconds } from './pdf-failures';
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
 * Throws a TaskFailure when not one page can be read, and the signal's reason when aborted.
 */
export async function readPages(bytes: Buffer, options: ReadOptions): Promise<RawPage[]> {
  const deadline = AbortSignal.timeout(options.limits.documentTimeoutMs);
  const reading = new PdfReading(bytes, options, AbortSignal.any([options.signal, deadline]));
  return reading.run();
}

class PdfReading {
  private readonly pages: RawPage[] = [];
  private pageCount: number | null = null;
  private declaredCount = 0;
  private isTreeBroken = false;
  private isLate = false;
  private chars = 0;
  private refusal: TaskFailure | null = null;
  /** Aborted when no more needs to be read. */
  private readonly enough = new AbortController();
  private readonly stop: AbortSignal;

  constructor(
    private readonly bytes: Buffer,
    private readonly options: ReadOptions,
    signal: AbortSignal,
  ) {
    this.stop = AbortSignal.any([signal, this.enough.signal]);
  }

  async run(): Promise<RawPage[]> {
    for (let deaths = 0; !this.isComplete(); deaths++) {
      if (deaths > this.options.limits.maxRestarts) this.failRest(`the reader died at ${String(deaths)} pages before`);
      else this.settle(await this.runSession());
    }
    if (this.isTreeBroken) this.listLostPages();
    this.refuseNothing();
    return this.pages;
  }

  private isComplete(): boolean {
    return this.pages.length === this.pageCount;
  }

  private async runSession(): Promise<SessionEnd> {
    const { bytes, options, stop: signal } = this;
    const { limits, log } = options;
    const order = { ...limits, byteLength: bytes.length, firstPage: this.pages.length + 1 };
    const onMessage = (message: ExtractMessage): void => this.receive(message);
    const session = new ExtractSession({ bytes, order, limits, signal, onMessage });
    const end = await session.run();
    if (end !== 'done' && end !== 'aborted') {
      log.warn('The PDF reader died', { end, page: this.pages.length + 1, stderr: session.lastWords });
    }
    return end;
  }

  private receive(message: ExtractMessage): void {
    switch (message.kind) {
      case 'opened':
        this.open(message.pageCount, message.declaredCount);
        break;
      case 'refused':
        this.refuse(
          message.isEncrypted ? encryptedPdf() : invalidPdf(`The file cannot be read as a PDF: ${message.message}.`),
        );
        break;
      case 'page':
        this.add({ ...message, reason: partReason(message, this.options.limits) });
        break;
      case 'page-failed':
        this.isTreeBroken = message.pageNumber === this.pageCount && this.declaredCount > message.pageNumber;
        this.fail(`the page could not be read: ${message.message}`);
        break;
      case 'done':
        break;
    }
  }

  private open(pageCount: number, declaredCount: number): void {
    const max = this.options.limits.maxPages;
    if (pageCount > max)
      this.refuse(invalidPdf(`The PDF has ${String(pageCount)} pages; at most ${String(max)} are accepted.`));
    if (pageCount === 0) this.refuse(invalidPdf('The PDF has no page.'));
    this.pageCount ??= pageCount;
    this.declaredCount = declaredCount;
  }

  private refuse(failure: TaskFailure): void {
    this.refusal = failure;
    this.enough.abort();
  }

  private add(page: RawPage): void {
    if (this.isComplete() || page.pageNumber !== this.pages.length + 1) return;
    this.pages.push(page);
    this.chars += page.items.reduce((total, item) => total + item.text.length, 0);
    if (this.chars > this.options.limits.maxDocumentChars) this.enough.abort();
  }

  private fail(reason: string): void {
    this.add({ pageNumber: this.pages.length + 1, width: 0, height: 0, items: [], reason });
  }

  private failRest(reason: string): void {
    while (!this.isComplete()) this.fail(`not read: ${reason}`);
  }

  // Decides what the end of a reader means for the document.
  private settle(end: SessionEnd): void {
    const { signal, limits } = this.options;
    signal.throwIfAborted();
    if (this.refusal) throw this.refusal;
    if (this.pageCount === null) throw openFailure(end, limits);
    this.isLate ||= end === 'time-limit' || (this.stop.aborted && !this.enough.signal.aborted);
    if (this.stop.aborted) this.failRest(this.stopReason());
    else if (!this.isComplete()) this.fail(lossReason(end, limits));
  }

  private stopReason(): string {
    const { maxDocumentChars, documentTimeoutMs } = this.options.limits;
    return this.enough.signal.aborted
      ? `the document holds more than ${String(maxDocumentChars)} characters`
      : `the time limit of ${seconds(documentTimeoutMs)} for the document was reached`;
  }

  // Where the page tree breaks at its last page, those behind it are lost; they are named all the same.
  private listLostPages(): void {
    this.pageCount = Math.min(this.declaredCount, this.options.limits.maxPages);
    this.failRest('the page tree of the file is broken before it');
  }

  // A result of failures alone would be a success that is none.
  private refuseNothing(): void {
    if (this.pages.some((page) => page.reason === null || page.items.length > 0)) return;
    const sentence = `No page of the PDF could be read; page 1: ${this.pages[0]?.reason ?? ''}.`;
    throw this.isLate ? latePdf(sentence) : invalidPdf(sentence);
  }
}
