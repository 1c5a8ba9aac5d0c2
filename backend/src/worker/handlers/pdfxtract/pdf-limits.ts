/** What one document may cost. A hostile file reaches one of these and the worker goes on. */
export interface PdfLimits {
  readonly maxPages: number;
  /** Characters read of one page; the rest of it is not read, and the page says so. */
  readonly maxPageChars: number;
  /** Pieces of text read of one page: a page may place every letter by itself. */
  readonly maxPageItems: number;
  readonly maxDocumentChars: number;
  /** From the start of the reader until it knows the number of pages. */
  readonly openTimeoutMs: number;
  readonly pageTimeoutMs: number;
  readonly documentTimeoutMs: number;
  readonly maxHeapMb: number;
  /** Resident memory of the reader besides twice the file, where the system tells it (Linux). */
  readonly maxResidentMb: number;
  /** How often a reader that died is replaced; each death costs one page. */
  readonly maxRestarts: number;
}

/** Generous for a real newspaper or book on a busy machine: a page takes about 20 ms, a reader about 110 MB. */
export const PDF_LIMITS: PdfLimits = {
  maxPages: 500,
  maxPageChars: 100_000,
  maxPageItems: 20_000,
  maxDocumentChars: 3_000_000,
  openTimeoutMs: 60_000,
  pageTimeoutMs: 20_000,
  documentTimeoutMs: 300_000,
  maxHeapMb: 256,
  maxResidentMb: 512,
  maxRestarts: 5,
};
