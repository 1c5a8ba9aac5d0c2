import { MAX_PDF_BYTES } from '@workstream/contracts';
import { formatBytes } from '../format/amount';

/** Why a file cannot be sent, in words; null when it may be. The server looks more closely. */
export function pdfProblem(file: Pick<File, 'name' | 'size' | 'type'>): string | null {
  const isPdf = file.type === 'application/pdf' || file.name.toLowerCase().endsWith('.pdf');
  if (!isPdf) return `${file.name} is not a PDF.`;
  if (file.size === 0) return `${file.name} is empty.`;
  if (file.size > MAX_PDF_BYTES) {
    return `${file.name} has ${formatBytes(file.size)}; at most ${formatBytes(MAX_PDF_BYTES)} are accepted.`;
  }
  return null;
}
