import { ExtractedPage, PageStatus } from '@workstream/contracts';
import { IconName } from '../icons/icon-paths';

/** One page as a cell that can be pressed. */
export interface PageCell {
  readonly page: ExtractedPage;
  readonly icon: IconName;
  /** What a screen reader says. */
  readonly description: string;
}

/** How many pages came to the same end. */
export interface PageTally {
  readonly status: PageStatus;
  readonly icon: IconName;
  readonly text: string;
}

const LOOKS: Readonly<Record<PageStatus, { readonly icon: IconName; readonly word: string }>> = {
  ok: { icon: 'check', word: 'read' },
  empty: { icon: 'file', word: 'empty' },
  failed: { icon: 'close', word: 'failed' },
};

/** The cells of a document in the order of its pages. */
export const cellsOf = (pages: readonly ExtractedPage[]): PageCell[] =>
  pages.map((page) => {
    const { icon, word } = LOOKS[page.status];
    return { page, icon, description: `Page ${page.page_number}, ${word}` };
  });

/** The legend: one line for each end that some page came to. */
export const tallyOf = (pages: readonly ExtractedPage[]): PageTally[] =>
  (Object.keys(LOOKS) as PageStatus[])
    .map((status) => ({ status, count: pages.filter((page) => page.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => ({ status, icon: LOOKS[status].icon, text: `${count} ${LOOKS[status].word}` }));
