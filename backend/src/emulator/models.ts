/** A model that the emulator offers. Prices are US dollars per token, as strings, just as the provider lists them. */
export interface EmulatedModel {
  readonly id: string;
  readonly name: string;
  /** Tokens of prompt and answer together. */
  readonly contextLength: number;
  readonly maxCompletionTokens: number;
  readonly promptPrice: string;
  readonly completionPrice: string;
  readonly inputModalities: readonly string[];
  /** Limited by requests a minute and a day instead of by money. */
  readonly isFree: boolean;
}

const text = ['text'];

/** Few, but one of each sort that a client has to tell apart: small and large window, files, free of charge. */
export const MODELS: readonly EmulatedModel[] = [
  {
    id: 'emulator/small-text',
    name: 'Small text',
    contextLength: 8_192,
    maxCompletionTokens: 2_048,
    promptPrice: '0.00000005',
    completionPrice: '0.0000001',
    inputModalities: text,
    isFree: false,
  },
  {
    id: 'emulator/large-text',
    name: 'Large text',
    contextLength: 200_000,
    maxCompletionTokens: 16_384,
    promptPrice: '0.0000003',
    completionPrice: '0.0000012',
    inputModalities: text,
    isFree: false,
  },
  {
    id: 'emulator/vision-pdf',
    name: 'Vision and files',
    contextLength: 128_000,
    maxCompletionTokens: 16_384,
    promptPrice: '0.000001',
    completionPrice: '0.000004',
    inputModalities: ['text', 'image', 'file'],
    isFree: false,
  },
  {
    id: 'emulator/small-text:free',
    name: 'Small text, free',
    contextLength: 8_192,
    maxCompletionTokens: 2_048,
    promptPrice: '0',
    completionPrice: '0',
    inputModalities: text,
    isFree: true,
  },
];

const SUPPORTED_PARAMETERS = ['max_tokens', 'max_completion_tokens', 'response_format', 'structured_outputs', 'seed'];

/** The model as `GET /models` lists it. */
export const listedModel = (model: EmulatedModel): object => ({
  id: model.id,
  canonical_slug: model.id,
  name: model.name,
  created: 1_767_225_600,
  description: 'A model of the local emulator.',
  context_length: model.contextLength,
  architecture: {
    modality: `${model.inputModalities.join('+')}->text`,
    input_modalities: model.inputModalities,
    output_modalities: ['text'],
    tokenizer: 'Other',
    instruct_type: null,
  },
  pricing: { prompt: model.promptPrice, completion: model.completionPrice, request: '0', image: '0' },
  top_provider: {
    context_length: model.contextLength,
    max_completion_tokens: model.maxCompletionTokens,
    is_moderated: false,
  },
  per_request_limits: null,
  supported_parameters: SUPPORTED_PARAMETERS,
});

/** The one endpoint of a model as `GET /models/{author}/{slug}/endpoints` lists it. */
export const listedEndpoint = (model: EmulatedModel): object => ({
  name: `Emulator | ${model.id}`,
  provider_name: 'Emulator',
  tag: 'emulator',
  context_length: model.contextLength,
  max_completion_tokens: model.maxCompletionTokens,
  pricing: { prompt: model.promptPrice, completion: model.completionPrice, discount: 0 },
  quantization: null,
  status: 0,
  supported_parameters: SUPPORTED_PARAMETERS,
  uptime_last_5m: 100,
  uptime_last_30m: 100,
  uptime_last_1d: 100,
  latency_last_30m: { p50: 1, p75: 1, p90: 1, p99: 1 },
  throughput_last_30m: { p50: 100, p75: 100, p90: 100, p99: 100 },
});

/** Prices a request in US dollars; billionths are the smallest part that counts. */
export function costOf(model: EmulatedModel, promptTokens: number, completionTokens: number): number {
  const usd = promptTokens * Number(model.promptPrice) + completionTokens * Number(model.completionPrice);
  return Math.round(usd * 1e9) / 1e9;
}
