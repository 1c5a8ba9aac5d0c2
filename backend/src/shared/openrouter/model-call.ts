import type { PdfEngine } from '../config';

/** A PDF that goes along with a message. */
export interface FilePart {
  readonly filename: string;
  readonly bytes: Buffer;
  /** By which its cost is estimated. */
  readonly pageCount: number;
}

/** One message of a conversation. */
export interface CallMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
  readonly file?: FilePart;
  /** What the provider read of the file before, sent back to spare reading it again. */
  readonly annotations?: readonly unknown[];
}

/** What a model is asked. Equal calls make equal bytes, whatever the attempt, so that the provider's cache finds them again. */
export interface ModelCall {
  readonly model: string;
  readonly messages: readonly CallMessage[];
  /** Tokens of the answer at most. */
  readonly maxTokens: number;
  /** The shape of the answer; without one it is text. */
  readonly schema?: { readonly name: string; readonly schema: object };
  /** Who reads the file; named whenever there is one, for the provider's own choice may cost money. */
  readonly pdfEngine?: Exclude<PdfEngine, 'text'>;
  /** True: what the provider's cache has is of no use and is replaced. */
  readonly isFresh?: boolean;
  readonly task: CallTask;
}

/** The task that a call is made for. */
export interface CallTask {
  readonly id: string;
  readonly type: string;
  /** From 1. Later attempts ask the provider's cache first: what an earlier one paid for is not paid again. */
  readonly attempt: number;
  /** US dollars that the task may cost at most; null is without a limit of its own. */
  readonly maxCostUsd: number | null;
  /** By which its costs are summed up. */
  readonly labels: Readonly<Record<string, string>>;
}
