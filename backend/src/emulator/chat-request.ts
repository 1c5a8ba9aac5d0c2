import type { JsonSchema } from './write-json';

/** One part of a message. */
export interface ContentPart {
  readonly type: string;
  readonly text?: string;
  readonly file?: { readonly filename?: string; readonly file_data?: string };
}

/** One message of a conversation. */
export interface ChatMessage {
  readonly role: string;
  readonly content?: string | readonly ContentPart[] | null;
  readonly annotations?: readonly FileAnnotation[];
}

/** What was read of a file: sent with the answer, and sent back to spare reading it again. */
export interface FileAnnotation {
  readonly type: 'file';
  readonly file: {
    readonly hash: string;
    readonly name?: string;
    readonly content: readonly { readonly type: 'text'; readonly text: string }[];
  };
}

/** The body of `POST /chat/completions`, as far as the emulator looks at it. */
export interface ChatRequest {
  readonly model?: string;
  readonly messages?: readonly ChatMessage[];
  readonly stream?: boolean;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly response_format?: {
    readonly type?: string;
    readonly json_schema?: { readonly schema?: JsonSchema };
  };
  readonly plugins?: readonly { readonly id?: string; readonly pdf?: { readonly engine?: string } }[];
  readonly user?: string;
  readonly session_id?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** All text of a message. */
export const textOf = ({ content }: ChatMessage): string =>
  typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('\n');

/** All parts of a conversation that are not text. */
export const partsOf = ({ messages = [] }: ChatRequest): readonly ContentPart[] =>
  messages.flatMap(({ content }) => (typeof content === 'string' || !content ? [] : content));
