import { formatBytes } from '../../ui/format/amount';

/** The API reads at most so many bytes of JSON. */
const MAX_BODY_BYTES = 1_048_576;

/** Why a text cannot be sent, in words; null when it can. */
export function textProblem(text: string): string | null {
  if (text.trim() === '') return 'Enter the text to summarise.';
  const bytes = new TextEncoder().encode(JSON.stringify({ content: text })).length;
  return bytes > MAX_BODY_BYTES
    ? `The text takes ${formatBytes(bytes)}; at most ${formatBytes(MAX_BODY_BYTES)} are accepted.`
    : null;
}
