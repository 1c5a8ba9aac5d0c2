/** What the connection to the server is doing now. */
export type StreamLink =
  | { readonly phase: 'CONNECTING' }
  | { readonly phase: 'LIVE'; readonly lastMessageAtMs: number }
  | { readonly phase: 'WAITING'; readonly retryAtMs: number }
  | { readonly phase: 'PAUSED' };
