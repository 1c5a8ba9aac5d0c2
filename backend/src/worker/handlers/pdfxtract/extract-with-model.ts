import type { ExtractedArticle, ExtractedPage, Provenance } from '@workstream/contracts';
import { TaskFailure, type TaskContext } from '@workstream/engine';
import type { AppConfig, PdfEngine } from '../../../shared/config';
import {
  toTaskFailure,
  type CallAnswer,
  type CallFailure,
  type CallMessage,
  type OpenRouterClient,
} from '../../../shared/openrouter';
import {
  callTaskOf,
  checkpointName,
  keepCheckpoint,
  mapBounded,
  modelOf,
  provenanceOf,
  sumOfUse,
  useOf,
  type ModelUse,
} from '../model';
import { readPageTexts, type PageText } from './extract-pdf';
import { readPagesAnswer, type PagesAnswer } from './page-answer';
import { PageCalls, PROMPT_VERSION, type PageCallOptions } from './page-calls';
import { PDF_LIMITS } from './pdf-limits';

/** Pages that one call is about when the file goes along: with each call the model reads the whole of it. */
const PAGES_A_CALL = 4;
const NOT_FOUND = 'the model found no article on the page';
/** What fails for one page fails for all: the key, the purse, the limit. */
const TASK_WIDE: readonly CallFailure['problem'][] = ['key_refused', 'no_credit', 'throttled'];
const PERMANENT: readonly CallFailure['problem'][] = ['rejected', 'too_long', 'forbidden'];

type Settings = AppConfig['openrouter'];

/** What the extraction needs besides the task. */
export interface ModelExtractOptions {
  readonly client: OpenRouterClient;
  readonly settings: Pick<Settings, 'pdfModel' | 'pdfEngine' | 'parallelCalls' | 'pdfMinCoverage'>;
  readonly filename: string;
}

/** A page that a model has read; kept, so that it is paid for once. */
interface ReadPage {
  readonly articles: readonly ExtractedArticle[];
  readonly costUsd: number | null;
  /** Of the call; with the first page of it only. */
  readonly use: ModelUse | null;
}

/** A page that could not be read. */
interface LostPage {
  readonly reason: string;
  /** True: another try may help. */
  readonly isPassing: boolean;
}

/**
 * Has a model find the articles of a PDF, page by page. A page that fails costs itself alone: it is tried once more, and is
 * then listed with the reason. A page that was read is kept and never paid for twice. Throws a TaskFailure when fewer pages
 * could be read than the coverage asks for: for good only where no further try can help.
 */
export async function extractWithModel(
  bytes: Buffer,
  context: TaskContext,
  options: ModelExtractOptions,
): Promise<{ pages: ExtractedPage[]; provenance: Provenance }> {
  const texts = await readPageTexts(bytes, { limits: PDF_LIMITS, signal: context.signal, log: context.log });
  const reading = new ModelReading(bytes, texts, context, options);
  return reading.run();
}

class ModelReading {
  private readonly model: string;
  private readonly read = new Map<number, ReadPage>();
  private readonly lost = new Map<number, LostPage>();
  private annotations: readonly unknown[] = [];
  private readonly wasted: ModelUse[] = [];
  private calls: PageCalls;

  constructor(
    private readonly bytes: Buffer,
    private readonly texts: readonly PageText[],
    private readonly context: TaskContext,
    private readonly options: ModelExtractOptions,
  ) {
    this.model = modelOf(context, options.settings.pdfModel);
    this.calls = new PageCalls({ ...this.callBasics, engine: options.settings.pdfEngine, info: null });
  }

  async run(): Promise<{ pages: ExtractedPage[]; provenance: Provenance }> {
    await this.prepare();
    await this.recall();
    await this.readAll(this.wanted());
    await this.readAll(this.wanted().filter(({ pageNumber }) => this.lost.get(pageNumber)?.isPassing));
    const pages = this.texts.map((text) => this.ledgerLine(text));
    this.refuseLowCoverage(pages);
    return { pages, provenance: this.provenance() };
  }

  // A model that takes no file gets the text instead; whoever reads files for it would charge for it unasked.
  private async prepare(): Promise<void> {
    const info = await this.options.client.models.get(this.model, this.context.signal);
    const wanted = this.options.settings.pdfEngine;
    const isRefused = wanted === 'native' && info !== null && !info.inputModalities.includes('file');
    if (isRefused)
      this.context.log.warn('The model reads no files: it gets the text of the pages', { model: this.model });
    this.calls = new PageCalls({ ...this.callBasics, engine: isRefused ? 'text' : wanted, info });
  }

  private get callBasics(): Pick<PageCallOptions, 'model' | 'task' | 'file'> {
    const { bytes, texts, model, context, options } = this;
    const file = { filename: options.filename, bytes, pageCount: texts.length };
    return { model, task: callTaskOf(context), file };
  }

  private get engine(): PdfEngine {
    return this.calls.engine;
  }

  /** Takes over what earlier attempts have read. */
  private async recall(): Promise<void> {
    for (const page of this.wanted()) {
      const kept = await this.context.checkpoint(this.nameOf(page));
      if (kept !== null) this.read.set(page.pageNumber, kept as ReadPage);
    }
    const annotations = await this.context.checkpoint(this.annotationsName);
    if (Array.isArray(annotations)) this.annotations = annotations;
  }

  /** The pages that are still to be read. Without the file, only those that have a text. */
  private wanted(): PageText[] {
    return this.texts.filter(
      ({ pageNumber, text }) => !this.read.has(pageNumber) && (this.engine !== 'text' || text !== ''),
    );
  }

  // The first call has the file read, and the others get what it brought.
  private async readAll(pages: readonly PageText[]): Promise<void> {
    const groups = inGroups(pages, this.engine === 'text' ? 1 : PAGES_A_CALL);
    const isReadOnce = this.engine !== 'text' && this.engine !== 'native' && this.annotations.length === 0;
    const first = isReadOnce ? groups.splice(0, 1) : [];
    for (const group of first) await this.readGroup(group);
    await mapBounded(groups, this.options.settings.parallelCalls, (group) => this.readGroup(group));
  }

  private async readGroup(group: readonly PageText[]): Promise<void> {
    const answer = await this.ask(this.calls.questionFor(group, this.annotations), group);
    if (answer.status === 'FAILED') this.loseAll(group, answer);
    else await this.settle(group, answer);
    const total = this.texts.length;
    this.context.progress({ done: total - this.wanted().length, total, message: 'reading pages' });
  }

  private async settle(group: readonly PageText[], first: CallAnswer): Promise<void> {
    const numbers = group.map(({ pageNumber }) => pageNumber);
    const answers = [first];
    let result = readPagesAnswer(first.text, numbers);
    // What does not fit in the provider's cache would not fit the next time either.
    if (result.problems.length > 0 && first.isCacheHit) {
      const messages = this.calls.questionFor(group, this.annotations);
      result = await this.askAgain(group, result, answers, { messages, isFresh: true });
    }
    if (result.problems.length > 0 && first.finishReason !== 'length') {
      const question = this.calls.questionFor(group, this.annotations);
      const messages = this.calls.repairFor(question, answers.at(-1) ?? first, result.problems);
      result = await this.askAgain(group, result, answers, { messages });
    }
    await this.keepAll(group, result, answers);
  }

  private async askAgain(
    group: readonly PageText[],
    before: PagesAnswer,
    answers: CallAnswer[],
    { messages, isFresh }: { readonly messages: readonly CallMessage[]; readonly isFresh?: boolean },
  ): Promise<PagesAnswer> {
    const answer = await this.ask(messages, group, isFresh);
    if (answer.status === 'FAILED') return before;
    answers.push(answer);
    const after = readPagesAnswer(
      answer.text,
      group.map(({ pageNumber }) => pageNumber),
    );
    return { pages: new Map([...before.pages, ...after.pages]), problems: after.problems };
  }

  private async keepAll(
    group: readonly PageText[],
    { pages, problems }: PagesAnswer,
    answers: readonly CallAnswer[],
  ): Promise<void> {
    const use = sumOfUse(answers.map(useOf), this.model);
    const costUsd = use.costUsd === null ? null : use.costUsd / group.length;
    const isCut = answers.some(({ finishReason }) => finishReason === 'length');
    const reason = isCut ? 'the page holds more text than the model may write' : wrongShape(problems);
    let unclaimed: ModelUse | null = use;
    for (const page of group) {
      const articles = pages.get(page.pageNumber);
      if (!articles) {
        this.lost.set(page.pageNumber, { reason, isPassing: false });
        continue;
      }
      const read: ReadPage = { articles, costUsd, use: unclaimed };
      unclaimed = null;
      this.read.set(page.pageNumber, read);
      await keepCheckpoint(this.context, this.nameOf(page), read);
    }
    if (unclaimed) this.wasted.push(unclaimed);
  }

  private loseAll(group: readonly PageText[], { problem, message }: CallFailure): void {
    const lost = { reason: message, isPassing: !PERMANENT.includes(problem) };
    for (const { pageNumber } of group) this.lost.set(pageNumber, lost);
  }

  private async ask(
    messages: readonly CallMessage[],
    group: readonly PageText[],
    isFresh = false,
  ): Promise<CallAnswer | CallFailure> {
    await this.context.assertOwned();
    const outcome = await this.options.client.complete(
      this.calls.callFor(messages, group, isFresh),
      this.context.signal,
    );
    if (outcome.status === 'HELD') throw toTaskFailure(outcome);
    if (outcome.status === 'FAILED' && TASK_WIDE.includes(outcome.problem)) throw toTaskFailure(outcome);
    await this.keepAnnotations(outcome.annotations);
    return outcome;
  }

  private async keepAnnotations(annotations: readonly unknown[]): Promise<void> {
    if (annotations.length === 0 || this.annotations.length > 0) return;
    this.annotations = annotations;
    await keepCheckpoint(this.context, this.annotationsName, annotations);
  }

  private ledgerLine({ pageNumber, status, reason }: PageText): ExtractedPage {
    const read = this.read.get(pageNumber);
    const lost = this.lost.get(pageNumber);
    if (read) return { page_number: pageNumber, ...this.stateOf(read, status, reason), cost_usd: read.costUsd };
    if (lost) return { page_number: pageNumber, status: 'failed', reason: lost.reason, articles: [] };
    return { page_number: pageNumber, status: status === 'ok' ? 'empty' : status, reason, articles: [] };
  }

  // Where only its text went to the model, the page lacks what the text lacks.
  private stateOf(
    { articles }: ReadPage,
    status: PageText['status'],
    reason: string | null,
  ): Pick<ExtractedPage, 'status' | 'reason' | 'articles'> {
    if (this.engine === 'text' && status === 'failed') return { status, reason, articles };
    if (articles.length === 0) return { status: 'empty', reason: NOT_FOUND, articles };
    return { status: 'ok', reason: null, articles };
  }

  private refuseLowCoverage(pages: readonly ExtractedPage[]): void {
    const failed = pages.filter(({ status }) => status === 'failed');
    if (pages.length - failed.length >= this.options.settings.pdfMinCoverage * pages.length) return;
    const [first] = failed;
    const isPassing = failed.some((page) => this.lost.get(page.page_number)?.isPassing);
    throw new TaskFailure(
      `${String(failed.length)} of ${String(pages.length)} pages could not be read; ` +
        `page ${String(first?.page_number)}: ${first?.reason ?? ''}`,
      isPassing ? { errorType: 'ServiceUnavailable' } : { errorType: 'InvalidInput', permanent: true },
    );
  }

  private provenance(): Provenance {
    const uses = [...this.wasted, ...[...this.read.values()].flatMap(({ use }) => (use ? [use] : []))];
    if (uses.length === 0) return { provider: 'local', method: 'unpdf' };
    return { ...provenanceOf(sumOfUse(uses, this.model), PROMPT_VERSION), pdf_engine: this.engine };
  }

  private nameOf({ pageNumber, text }: PageText): string {
    return checkpointName('page', PROMPT_VERSION, this.model, this.engine, String(pageNumber), text);
  }

  private get annotationsName(): string {
    return checkpointName('file', this.engine);
  }
}

const wrongShape = (problems: readonly string[]): string =>
  `the answer of the model does not fit: ${problems.join('; ')}`;

function inGroups<T>(items: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let at = 0; at < items.length; at += size) groups.push(items.slice(at, at + size));
  return groups;
}
