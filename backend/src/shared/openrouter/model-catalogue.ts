import type { Clock } from '@workstream/engine';
import type { ModelCall } from './model-call';
import type { JsonOutcome } from './read-json';
import { listOf, numberOf, objectOf, textOf } from './tolerant-json';

/** What is known of a model. */
export interface ModelInfo {
  readonly id: string;
  /** Tokens of prompt and answer together; null where the server does not say. */
  readonly contextLength: number | null;
  readonly maxCompletionTokens: number | null;
  /** US dollars a token; null where the server does not say, or says something below zero. */
  readonly promptUsd: number | null;
  readonly completionUsd: number | null;
  /** `text`, `image`, `file` and whatever comes. */
  readonly inputModalities: readonly string[];
}

/** What a call takes at most. */
interface CallEstimate {
  /** Read and written. */
  readonly modelTokens: number;
  /** US dollars; null where the price is not known. */
  readonly maxCostUsd: number | null;
}

interface CatalogueOptions {
  readonly client: { getJson(path: string, signal: AbortSignal): Promise<JsonOutcome> };
  readonly clock: Clock;
}

const FRESH_MS = 60 * 60 * 1000;
const RETRY_MS = 60 * 1000;
const BYTES_A_TOKEN = 3;
const TOKENS_A_PAGE = 2_000;
const OCR_USD_A_PAGE = 0.002;

/** The models of the server, asked for once an hour. A server that has no such list is asked no more often than each minute. */
export class ModelCatalogue {
  private models: ReadonlyMap<string, ModelInfo> = new Map();
  private expiresAtMs = 0;
  private loading: Promise<void> | null = null;

  constructor(private readonly options: CatalogueOptions) {}

  /** Null when nothing is known of the model: it may work all the same. */
  async get(id: string, signal: AbortSignal): Promise<ModelInfo | null> {
    if (this.options.clock.now() >= this.expiresAtMs) await this.load(signal);
    return this.models.get(id) ?? null;
  }

  /** What a call takes at most; its tokens are estimated on the high side. */
  async estimate(call: ModelCall, signal: AbortSignal): Promise<CallEstimate> {
    const info = await this.get(call.model, signal);
    const pages = call.messages.reduce((sum, { file }) => sum + (file?.pageCount ?? 0), 0);
    const ocrUsd = call.pdfEngine === 'mistral-ocr' ? pages * OCR_USD_A_PAGE : 0;
    const promptTokens = estimateTokens(call) + pages * TOKENS_A_PAGE;
    const modelTokens = promptTokens + call.maxTokens;
    if (info === null || info.promptUsd === null || info.completionUsd === null)
      return { modelTokens, maxCostUsd: null };
    return { modelTokens, maxCostUsd: promptTokens * info.promptUsd + call.maxTokens * info.completionUsd + ocrUsd };
  }

  private load(signal: AbortSignal): Promise<void> {
    this.loading ??= this.fetch(signal).finally(() => (this.loading = null));
    return this.loading;
  }

  private async fetch(signal: AbortSignal): Promise<void> {
    const outcome = await this.options.client.getJson('/models', signal);
    const isRead = outcome.status === 'READ';
    if (isRead) this.models = readModels(outcome.value);
    this.expiresAtMs = this.options.clock.now() + (isRead ? FRESH_MS : RETRY_MS);
  }
}

const estimateTokens = ({ messages }: ModelCall): number =>
  messages.reduce((sum, { text }) => sum + Math.ceil(Buffer.byteLength(text) / BYTES_A_TOKEN), 0);

const readModels = (value: unknown): ReadonlyMap<string, ModelInfo> =>
  new Map(listOf(objectOf(value)['data']).flatMap(readModel));

function readModel(value: unknown): [string, ModelInfo][] {
  const model = objectOf(value);
  const id = textOf(model['id']);
  if (id === null) return [];
  const pricing = objectOf(model['pricing']);
  const info: ModelInfo = {
    id,
    contextLength: numberOf(model['context_length']),
    maxCompletionTokens: numberOf(objectOf(model['top_provider'])['max_completion_tokens']),
    promptUsd: priceOf(pricing['prompt']),
    completionUsd: priceOf(pricing['completion']),
    inputModalities: listOf(objectOf(model['architecture'])['input_modalities']).filter(
      (one) => typeof one === 'string',
    ),
  };
  return [[id, info]];
}

// A router of models has the price -1: it is known only afterwards.
function priceOf(value: unknown): number | null {
  const usd = numberOf(value);
  return usd !== null && usd >= 0 ? usd : null;
}
