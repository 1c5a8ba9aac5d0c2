import { extractText, getDocumentProxy } from 'unpdf';
import { partsOf, type ChatRequest, type FileAnnotation } from './chat-request';
import type { EmulatedModel } from './models';
import { sha256 } from './seeded';

/** Who reads the PDFs of a request. `native` is the model itself. */
export type PdfEngine = 'native' | 'mistral-ocr' | 'cloudflare-ai';

/** The files of a request, read. */
export interface ReadFiles {
  readonly annotations: readonly FileAnnotation[];
  readonly pages: readonly string[];
  /** US dollars for reading them; nothing for what came back as an annotation. */
  readonly feeUsd: number;
}

const OCR_USD_A_PAGE = 0.002;
const DATA_URL = /^data:application\/pdf;base64,/;

/**
 * Reads the PDFs of a request with the engine it names, or else with the one that the provider would take: the model
 * itself where it can, and otherwise the one that costs money. Files that cannot be read have no text.
 */
export async function readFiles(request: ChatRequest, model: EmulatedModel): Promise<ReadFiles> {
  const engine = engineOf(request, model);
  const known = new Map(knownAnnotations(request).map((annotation) => [annotation.file.hash, annotation]));
  const files = partsOf(request).flatMap(({ file }) => (file ? [file] : []));
  const read = await Promise.all(files.map((file) => readFile(file, known)));
  const isCharged = engine === 'mistral-ocr';
  return {
    annotations: engine === 'native' ? [] : read.map(({ annotation }) => annotation),
    pages: read.flatMap(({ pages }) => pages),
    feeUsd: isCharged
      ? read.reduce((sum, { isNew, pages }) => sum + (isNew ? pages.length * OCR_USD_A_PAGE : 0), 0)
      : 0,
  };
}

function engineOf({ plugins = [] }: ChatRequest, { inputModalities }: EmulatedModel): PdfEngine {
  const named = plugins.find(({ id }) => id === 'file-parser')?.pdf?.engine;
  if (named === 'mistral-ocr' || named === 'cloudflare-ai') return named;
  if (named === 'pdf-text') return 'cloudflare-ai';
  return inputModalities.includes('file') ? 'native' : 'mistral-ocr';
}

const knownAnnotations = ({ messages = [] }: ChatRequest): readonly FileAnnotation[] =>
  messages.flatMap(({ annotations = [] }) => annotations);

async function readFile(
  { filename, file_data: data = '' }: { readonly filename?: string; readonly file_data?: string },
  known: ReadonlyMap<string, FileAnnotation>,
): Promise<{ annotation: FileAnnotation; pages: readonly string[]; isNew: boolean }> {
  const bytes = Buffer.from(data.replace(DATA_URL, ''), 'base64');
  const hash = sha256(bytes);
  const found = known.get(hash);
  if (found) return { annotation: found, pages: found.file.content.map(({ text }) => text), isNew: false };
  const pages = await pagesOf(bytes);
  const content = pages.map((text) => ({ type: 'text' as const, text }));
  return { annotation: { type: 'file', file: { hash, name: filename, content } }, pages, isNew: true };
}

async function pagesOf(bytes: Buffer): Promise<readonly string[]> {
  try {
    return (await extractText(await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }))).text;
  } catch {
    return [];
  }
}
