import { getDocumentProxy } from 'unpdf';
import type { ExtractMessage, ExtractOrder, PageLoss, TextItem } from './extract-protocol';

// The program of the reader process: one document, then it ends. It runs from its compiled form and, in specs, from
// this source as it stands, so it imports nothing of ours but types. It has no environment, no network, no files.

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;
type TextChunk = Awaited<ReturnType<Page['getTextContent']>>;
type PdfText = Exclude<TextChunk['items'][number], { type: string }>;

interface PageText {
  readonly items: TextItem[];
  readonly isCut: boolean;
}

const MAX_MESSAGE_CHARS = 200;
const MAX_TREES = 1_000;
const MAX_TREE_CHARS = 20_000;

// The library goes on where it can and only warns; some of its warnings mean that text is lost.
const LOSSES: readonly (readonly [RegExp, PageLoss])[] = [
  [/loadFont - \w+ failed/, 'font'],
  [/ignoring errors during "GetTextContent|Invalid stream/, 'data'],
];
const losses = new Set<PageLoss>();

function noteLoss(warning: unknown): void {
  for (const [pattern, loss] of LOSSES) if (pattern.test(String(warning))) losses.add(loss);
}

async function main(): Promise<void> {
  console.warn = noteLoss;
  // Without a parent nobody waits for the text.
  process.on('disconnect', () => process.exit());
  const order = JSON.parse(process.argv[2] ?? '{}') as ExtractOrder;
  const bytes = await readInput(order.byteLength);
  const declaredCount = declaredPages(bytes);
  const pdf = await openPdf(bytes);
  if (pdf) await readAll(pdf, declaredCount, order);
  await send({ kind: 'done' });
  process.exit();
}

async function readInput(byteLength: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(byteLength);
  let offset = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

// The library leaves out the pages behind a broken branch of the page tree; the tree's own count remembers them.
function declaredPages(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer).toString('latin1');
  let most = 0;
  let trees = 0;
  for (const { index } of text.matchAll(/\/Type\s{0,9}\/Pages\b/g)) {
    const start = Math.max(text.lastIndexOf('<<', index), index - MAX_TREE_CHARS);
    const tree = text.slice(start, index + MAX_TREE_CHARS).split('>>', 1)[0] ?? '';
    most = Math.max(most, Number(/\/Count\s{1,9}(\d{1,9})/.exec(tree)?.[1] ?? 0));
    if (++trees === MAX_TREES) break;
  }
  return most;
}

async function openPdf(data: Uint8Array): Promise<Pdf | null> {
  try {
    return await getDocumentProxy(data, { verbosity: 1, disableFontFace: true, useSystemFonts: false, useWasm: false });
  } catch (error) {
    const isEncrypted = error instanceof Error && error.name === 'PasswordException';
    await send({ kind: 'refused', isEncrypted, message: shortMessage(error) });
    return null;
  }
}

async function readAll(pdf: Pdf, declaredCount: number, order: ExtractOrder): Promise<void> {
  await send({ kind: 'opened', pageCount: pdf.numPages, declaredCount });
  const last = Math.min(pdf.numPages, order.maxPages);
  for (let pageNumber = order.firstPage; pageNumber <= last; pageNumber++) {
    await send(await readPage(pdf, pageNumber, order));
  }
}

async function readPage(pdf: Pdf, pageNumber: number, order: ExtractOrder): Promise<ExtractMessage> {
  losses.clear();
  try {
    const page = await pdf.getPage(pageNumber);
    const { width, height } = page.getViewport({ scale: 1 });
    const text = await readText(page, order);
    page.cleanup();
    // A font that failed is remembered and would fail in silence on the next page.
    if (losses.size > 0) await pdf.cleanup();
    return { kind: 'page', pageNumber, width, height, ...text, losses: [...losses] };
  } catch (error) {
    return { kind: 'page-failed', pageNumber, message: shortMessage(error) };
  }
}

async function readText(page: Page, { maxPageChars, maxPageItems }: ExtractOrder): Promise<PageText> {
  const items: TextItem[] = [];
  const reader = (page.streamTextContent() as ReadableStream<TextChunk>).getReader();
  let chars = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (const item of part.value.items) {
      if (!('str' in item) || item.str === '') continue;
      if (chars + item.str.length > maxPageChars || items.length === maxPageItems) {
        await reader.cancel(new Error('enough'));
        return { items, isCut: true };
      }
      chars += item.str.length;
      items.push(placed(item, page, part.value.styles[item.fontName]?.vertical === true));
    }
  }
  return { items, isCut: false };
}

function placed(item: PdfText, page: Page, isVertical: boolean): TextItem {
  const view = page.getViewport({ scale: 1 }).transform;
  const [a, b, c, d, x, y] = onPage(item.transform as number[], view);
  const unit = Math.hypot(view[0] ?? 1, view[1] ?? 0);
  const quarters = Math.round(Math.atan2(b, a) / (Math.PI / 2)) + (isVertical ? 1 : 0);
  return {
    text: item.str,
    x: rounded(x),
    y: rounded(y),
    width: rounded(unit * (isVertical ? item.height : item.width)),
    size: rounded(Math.hypot(c, d)),
    font: item.fontName,
    turn: (((quarters % 4) + 4) % 4) * 90,
  };
}

type Matrix = readonly [number, number, number, number, number, number];

// The page's own matrix turns PDF coordinates, which grow upwards, into those of the page as it is shown.
function onPage(text: readonly number[], page: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = text;
  const [pa = 1, pb = 0, pc = 0, pd = 1, pe = 0, pf = 0] = page;
  return [
    pa * a + pc * b,
    pb * a + pd * b,
    pa * c + pc * d,
    pb * c + pd * d,
    pa * e + pc * f + pe,
    pb * e + pd * f + pf,
  ];
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : 0;
}

function shortMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/\s+/g, ' ')
    .slice(0, MAX_MESSAGE_CHARS)
    .replace(/[. ]+$/, '');
}

// Waits until the message has left: what was read before a crash must not be lost with the crash.
function send(message: ExtractMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}

void main();
