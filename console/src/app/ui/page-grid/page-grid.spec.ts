import { provideAppInitializer } from '@angular/core';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { ExtractedPage } from '@workstream/contracts';
import { registerIcons } from '../icons/register-icons';
import { PageGrid } from './page-grid';

const article = { title: 'Quay opens', subtitle: '', author: '', body: 'In June.', topics: ['harbour'], summary: '' };
const PAGES: readonly ExtractedPage[] = [
  { page_number: 1, status: 'ok', reason: null, articles: [article] },
  { page_number: 2, status: 'empty', reason: 'The page holds no text.', articles: [] },
  { page_number: 3, status: 'failed', reason: 'The page is damaged.', articles: [] },
];

describe('PageGrid', () => {
  let fixture: ComponentFixture<PageGrid>;
  let root: HTMLElement;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideAppInitializer(registerIcons)] });
    fixture = TestBed.createComponent(PageGrid);
    fixture.componentRef.setInput('pages', PAGES);
    root = fixture.nativeElement as HTMLElement;
    await fixture.whenStable();
  });

  const cells = () => [...root.querySelectorAll('button')];
  const shown = () => root.querySelector('section')?.textContent;

  it('has a cell for every page that says how it went', () => {
    expect(cells().map((cell) => cell.getAttribute('aria-label'))).toEqual([
      'Page 1, read',
      'Page 2, empty',
      'Page 3, failed',
    ]);
    expect([...root.querySelectorAll('.tally span')].map((entry) => entry.textContent)).toEqual([
      '1 read',
      '1 empty',
      '1 failed',
    ]);
  });

  it('shows the articles of the first page', () => {
    expect(shown()).toContain('Quay opens');
    expect(shown()).toContain('harbour');
  });

  it('shows why a page has no articles when its cell is pressed', async () => {
    cells()[2]?.click();
    await fixture.whenStable();

    expect(shown()).toContain('Page 3');
    expect(shown()).toContain('The page is damaged.');
    expect(cells().map((cell) => cell.getAttribute('aria-pressed'))).toEqual(['false', 'false', 'true']);
  });

  it('begins with the first page of another document', async () => {
    cells()[2]?.click();
    fixture.componentRef.setInput('pages', [{ ...PAGES[1]!, page_number: 7 }]);
    await fixture.whenStable();

    expect(shown()).toContain('Page 7');
  });
});
