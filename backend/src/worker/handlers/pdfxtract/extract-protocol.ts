/** What the reader process is told, as JSON in its first argument. The file itself comes through its standard input. */
export interface ExtractOrder {
  readonly byteLength: number;
  /** From 1. */
  readonly firstPage: number;
  readonly maxPages: number;
  readonly maxPageChars: number;
  readonly maxPageItems: number;
}

/** A piece of text on a page. Points, from the top left corner of the page as it is shown; `y` is the baseline. */
export interface TextItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of the font. */
  readonly size: number;
  /** Names the font within its document only: equal names, equal fonts. */
  readonly font: string;
  /** Degrees clockwise by which the text is turned: 0, 90, 180 or 270. Vertical script counts as turned by 90. */
  readonly turn: number;
}

/** A font without its character map, or data that is damaged. */
export type PageLoss = 'font' | 'data';

/** What the reader process reports, in this order: opened or refused, then each page, then done. */
export type ExtractMessage =
  | {
      readonly kind: 'opened';
      readonly pageCount: number;
      /** What the file itself says, as far as that can be read; more than `pageCount` in a file with a broken page tree. */
      readonly declaredCount: number;
    }
  | { readonly kind: 'refused'; readonly isEncrypted: boolean; readonly message: string }
  | {
      readonly kind: 'page';
      readonly pageNumber: number;
      readonly width: number;
      readonly height: number;
      readonly items: readonly TextItem[];
      /** True when the page held more text than the order allows to read. */
      readonly isCut: boolean;
      /** What of the page could not be decoded, so that text may be missing. */
      readonly losses: readonly PageLoss[];
    }
  | { readonly kind: 'page-failed'; readonly pageNumber: number; readonly message: string }
  | { readonly kind: 'done' };
