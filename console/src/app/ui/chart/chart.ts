import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  DestroyRef,
  ElementRef,
  ViewEncapsulation,
  afterRenderEffect,
  computed,
  inject,
  input,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import type uPlot from 'uplot';
import { formatCount } from '../format/amount';
import { ChartData, ChartFormat, ChartStep } from './chart-data';
import { chartOptions } from './chart-options';
import { chartRows, formatStep, formatValue, summariseChart } from './chart-words';

const HEIGHT_PX = 180;

/**
 * Curves or bars over time with a legend that shows the values under the crosshair, a sentence for those who do not see
 * the drawing, and the numbers as a table. The drawing library is loaded with the first chart.
 */
@Component({
  selector: 'ws-chart',
  imports: [MatIcon],
  templateUrl: './chart.html',
  styleUrl: './chart.scss',
  // The library makes elements of its own, which scoped styles would not reach.
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'ws-chart' },
})
export class Chart {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly canvas = viewChild.required<ElementRef<HTMLElement>>('canvas');
  private readonly swatches = viewChildren<ElementRef<HTMLElement>>('swatch');

  readonly heading = input.required<string>();
  /** What the values are, e.g. `tasks a minute`. */
  readonly unit = input('');
  readonly data = input.required<ChartData>();
  readonly format = input<ChartFormat>(formatCount);
  readonly step = input<ChartStep>('minute');
  readonly isBars = input(false);
  /** Charts of one group share crosshair and zoom. */
  readonly group = input<string | null>(null);
  /** Stands in place of the drawing while there is nothing to draw. */
  readonly emptyText = input('Nothing to show yet.');

  protected readonly isTable = signal(false);
  protected readonly isZoomed = signal(false);
  protected readonly isEmpty = computed(() => this.data().timesS.length < (this.isBars() ? 1 : 2));
  protected readonly summary = computed(() => summariseChart(this.data(), this.format(), this.step()));
  protected readonly rows = computed(() => (this.isTable() ? chartRows(this.data(), this.format(), this.step()) : []));
  protected readonly tableLabel = computed(() => `${this.heading()} as ${this.isTable() ? 'a drawing' : 'a table'}`);
  protected readonly pointedTime = computed(() => {
    const atS = this.data().timesS[this.pointed() ?? -1];
    return atS === undefined ? '' : formatStep(atS, this.step());
  });
  protected readonly legend = computed(() => {
    const index = this.pointed() ?? this.data().timesS.length - 1;
    return this.data().series.map((series) => ({
      label: series.label,
      state: series.state,
      value: formatValue(series.values[index], this.format()),
    }));
  });

  private readonly pointed = signal<number | null>(null);
  private readonly library = signal<typeof uPlot | null>(null);
  private readonly width = signal(0);
  private readonly shape = computed(
    () => `${this.data().series.length} ${this.isBars()} ${this.step()} ${this.group()}`,
  );
  private chart: uPlot | null = null;
  private drawnShape = '';

  constructor() {
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => this.chart?.destroy());
    this.followSize(destroyed);
    this.followTheme(destroyed);
    afterRenderEffect(() => this.draw());
  }

  protected toggleTable(): void {
    this.isTable.update((isTable) => !isTable);
  }

  protected showAll(): void {
    this.isZoomed.set(false);
    this.chart?.setData(this.aligned());
  }

  private draw(): void {
    const width = this.width();
    const library = this.library();
    if (width === 0 || this.isEmpty() || this.isTable()) return;
    if (library === null) void this.load();
    else if (this.chart === null || this.drawnShape !== this.shape()) this.create(library, width);
    else this.update(this.chart, width);
  }

  private async load(): Promise<void> {
    this.library.set((await import('uplot')).default);
  }

  private create(library: typeof uPlot, width: number): void {
    this.chart?.destroy();
    this.drawnShape = this.shape();
    const plan = {
      width,
      height: HEIGHT_PX,
      seriesCount: this.data().series.length,
      isBars: this.isBars(),
      step: this.step(),
      group: this.group(),
      format: (value: number) => this.format()(value),
      colours: this.colours(),
      pointAt: (index: number | null) => this.pointed.set(index),
      zoomed: () => this.isZoomed.set(true),
    };
    this.chart = new library(chartOptions(plan, library), this.aligned(), this.canvas().nativeElement);
  }

  private update(chart: uPlot, width: number): void {
    if (chart.width !== width) chart.setSize({ width, height: HEIGHT_PX });
    chart.setData(this.aligned(), !this.isZoomed());
  }

  private aligned(): uPlot.AlignedData {
    const { timesS, series } = this.data();
    return [[...timesS], ...series.map(({ values }) => [...values])];
  }

  // A canvas knows no custom properties: the colours are read from elements that have them.
  private colours() {
    const styleOf = (element: HTMLElement) => getComputedStyle(element);
    return {
      series: (index: number) => styleOf(this.swatches()[index]?.nativeElement ?? this.host).color,
      text: () => styleOf(this.canvas().nativeElement).color,
      line: () => styleOf(this.canvas().nativeElement).borderTopColor,
    };
  }

  private followSize(destroyed: DestroyRef): void {
    if (!this.window || !('ResizeObserver' in this.window)) return;
    const observer = new ResizeObserver(([entry]) => this.width.set(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(this.host);
    destroyed.onDestroy(() => observer.disconnect());
  }

  private followTheme(destroyed: DestroyRef): void {
    if (!this.window || !('matchMedia' in this.window)) return;
    const redraw = () => this.chart?.redraw(false);
    const observer = new MutationObserver(redraw);
    observer.observe(this.host.ownerDocument.documentElement, { attributeFilter: ['data-theme'] });
    const preference = this.window.matchMedia('(prefers-color-scheme: dark)');
    preference.addEventListener('change', redraw);
    destroyed.onDestroy(() => {
      observer.disconnect();
      preference.removeEventListener('change', redraw);
    });
  }
}
