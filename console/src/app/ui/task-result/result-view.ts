import { PdfxtractResult, Provenance, SummarizeResult, TaskResult } from '@workstream/contracts';

/** A result in the form in which it is shown. A type that the console does not know is shown as JSON. */
export type ResultView =
  | { readonly kind: 'summary'; readonly result: SummarizeResult; readonly extent: string; readonly maker: string }
  | { readonly kind: 'pdf'; readonly result: PdfxtractResult; readonly extent: string; readonly maker: string }
  | { readonly kind: 'other'; readonly json: string };

/** Chooses the form for a result. */
export function viewOf(result: TaskResult): ResultView {
  switch (result.kind) {
    case 'summary':
      return viewOfSummary(result as SummarizeResult);
    case 'pdf':
      return viewOfPdf(result as PdfxtractResult);
    default:
      return { kind: 'other', json: JSON.stringify(result, null, 2) };
  }
}

function viewOfSummary(result: SummarizeResult): ResultView {
  const cut = result.truncated ? ' of the part that was read' : '';
  const extent = `${result.sentences_kept} of ${result.sentences_total} sentences${cut}`;
  return { kind: 'summary', result, extent, maker: makerOf(result.provenance) };
}

function viewOfPdf(result: PdfxtractResult): ResultView {
  const pages = `${result.pages.length} ${result.pages.length === 1 ? 'page' : 'pages'}`;
  const extent = [result.filename, result.issue_date, pages].filter(Boolean).join(' · ');
  return { kind: 'pdf', result, extent, maker: makerOf(result.provenance) };
}

const makerOf = ({ provider, method }: Provenance): string =>
  provider === 'local' ? `made locally with ${method}` : `made by OpenRouter with ${method}`;
