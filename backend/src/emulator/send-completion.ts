import { setImmediate } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import type { Clock } from '@workstream/engine';
import type { Completion } from './completion';
import type { AnswerFault, FaultRule } from './faults';

/** A completion on its way to a client. */
export interface Sending {
  readonly id: string;
  readonly model: string;
  readonly created: number;
  readonly completion: Completion;
  readonly fault: AnswerFault | null;
  readonly rule: FaultRule | null;
  readonly isCacheHit: boolean;
  readonly pace: { readonly firstTokenMs: number; readonly tokenMs: number };
}

const KEEP_ALIVE = ': OPENROUTER PROCESSING\n\n';
const COMMENT_EVERY_MS = 20;
const WORDS_A_CHUNK = 4;
const SMALL_PIECE_BYTES = 3;
const ENDLESS_CHUNK = 'and so on '.repeat(1000);

/** What was used, as the last chunk and the whole answer say it. A cache hit used nothing. */
function usageOf({ completion, isCacheHit }: Sending): object {
  const { promptTokens, completionTokens, costUsd } = completion;
  const [prompt, answer, cost] = isCacheHit ? [0, 0, 0] : [promptTokens, completionTokens, costUsd];
  return {
    prompt_tokens: prompt,
    completion_tokens: answer,
    total_tokens: prompt + answer,
    cost,
    is_byok: false,
    prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 0, audio_tokens: 0, video_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
    cost_details: {
      upstream_inference_cost: null,
      upstream_inference_prompt_cost: cost,
      upstream_inference_completions_cost: 0,
    },
  };
}

function envelope({ id, model, created, fault }: Sending, object: string): object {
  const odd = fault === 'odd_extras' ? { service_tier: 'glacial', router: { hops: [1, { deep: null }] } } : {};
  return { ...(fault === 'no_usage' ? {} : { id }), object, created, model, provider: 'Emulator', ...odd };
}

/** The whole answer in one JSON object. */
export function wholeAnswer(sending: Sending): object {
  const { completion, fault } = sending;
  const annotations = completion.annotations.length > 0 ? { annotations: completion.annotations } : {};
  const error = fault === 'finish_error' ? { error: { code: 502, message: 'Provider broke off', metadata: {} } } : {};
  const choice = {
    index: 0,
    finish_reason: fault === 'finish_error' ? 'error' : completion.finishReason,
    native_finish_reason: completion.finishReason,
    message: { role: 'assistant', content: completion.text, refusal: null, reasoning: null, ...annotations },
    ...error,
  };
  return {
    ...envelope(sending, 'chat.completion'),
    choices: fault === 'no_choices' ? [] : [choice],
    ...(fault === 'no_usage' ? {} : { usage: usageOf(sending) }),
  };
}

/** Streams an answer as server-sent events, up to its end or to what its fault makes of it. */
export async function streamAnswer(response: ServerResponse, sending: Sending, clock: Clock): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.socket?.setNoDelay();
  if (sending.fault === 'slow_headers') await hold(sending.rule, clock, gone.signal);
  if (gone.signal.aborted) return;
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  await new AnswerStream(response, sending, clock, gone.signal).run();
}

class AnswerStream {
  private joined = '';

  constructor(
    private readonly response: ServerResponse,
    private readonly sending: Sending,
    private readonly clock: Clock,
    private readonly gone: AbortSignal,
  ) {}

  async run(): Promise<void> {
    const { fault, pace } = this.sending;
    await this.write(KEEP_ALIVE);
    while (fault === 'only_comments' && !this.gone.aborted) await this.comment();
    if (fault === 'slow_first_byte') await this.wait();
    else if (pace.firstTokenMs > 0) await this.clock.delay(pace.firstTokenMs, this.gone);
    if (fault === 'no_choices') return this.finish(this.event([]));
    const pieces = piecesOf(this.sending.completion.text);
    for (const [at, text] of pieces.entries()) {
      if (this.gone.aborted) return;
      if (at >= pieces.length / 2 && (await this.breaksOff())) return;
      await this.write(this.event([this.choice({ content: text })]));
      if (pace.tokenMs > 0) await this.clock.delay(pace.tokenMs, this.gone);
    }
    await this.conclude();
  }

  private async conclude(): Promise<void> {
    const { completion, fault } = this.sending;
    if (completion.annotations.length > 0) {
      await this.write(this.event([this.choice({ content: '', annotations: completion.annotations })]));
    }
    await this.write(this.event([this.choice({ content: '' }, completion.finishReason)]));
    if (fault !== 'no_usage') await this.write(this.event([], { usage: usageOf(this.sending) }));
    await this.finish('data: [DONE]\n\n');
  }

  /** Does what the fault does to the middle of an answer; true when nothing may follow. */
  private async breaksOff(): Promise<boolean> {
    switch (this.sending.fault) {
      case 'truncated':
        await this.finish('');
        return true;
      case 'broken_off':
        this.response.destroy();
        return true;
      case 'garbage_event':
        await this.finish('data: {"choices":[{"delta":\n\ndata: [DONE]\n\n');
        return true;
      case 'finish_error':
        await this.fail({
          code: 502,
          message: 'Provider disconnected',
          metadata: { error_type: 'provider_unavailable' },
        });
        return true;
      case 'rate_limited_mid_stream':
        await this.fail({ code: 429, message: 'Too many requests', metadata: { error_type: 'rate_limit_exceeded' } });
        return true;
      case 'string_code':
        await this.fail({ code: 'server_error', message: 'Provider disconnected' });
        return true;
      case 'endless_body':
        while (!this.gone.aborted) await this.write(this.event([this.choice({ content: ENDLESS_CHUNK })]));
        return true;
      case 'stall':
        await this.wait();
        return this.gone.aborted;
      default:
        return false;
    }
  }

  private async comment(): Promise<void> {
    await this.clock.delay(COMMENT_EVERY_MS, this.gone);
    await this.write(KEEP_ALIVE);
  }

  private async fail(error: object): Promise<void> {
    await this.finish(this.event([this.choice({ content: '' }, 'error')], { error }));
  }

  private wait(): Promise<void> {
    return hold(this.sending.rule, this.clock, this.gone);
  }

  private choice(delta: object, finishReason: string | null = null): object {
    return {
      index: 0,
      delta: { role: 'assistant', ...delta },
      finish_reason: finishReason,
      native_finish_reason: finishReason,
    };
  }

  private event(choices: readonly object[], more: object = {}): string {
    return `data: ${JSON.stringify({ ...envelope(this.sending, 'chat.completion.chunk'), choices, ...more })}\n\n`;
  }

  private async finish(last: string): Promise<void> {
    await this.write(last);
    if (!this.gone.aborted) this.response.end(this.joined);
  }

  private async write(text: string): Promise<void> {
    if (this.sending.fault === 'joined_events') this.joined += text;
    else if (this.sending.fault === 'split_utf8') await this.writeSplit(Buffer.from(text));
    else if (!this.gone.aborted && !this.response.write(text)) await this.drained();
  }

  private async writeSplit(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length && !this.gone.aborted; at += SMALL_PIECE_BYTES) {
      this.response.write(bytes.subarray(at, at + SMALL_PIECE_BYTES));
      await setImmediate();
    }
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      this.response.once('drain', resolve);
      this.gone.addEventListener('abort', () => resolve());
    });
  }
}

/** Waits as long as the rule says, or until the client has left. */
async function hold(rule: FaultRule | null, clock: Clock, gone: AbortSignal): Promise<void> {
  if (rule?.delayMs !== undefined) await clock.delay(rule.delayMs, gone);
  else if (!gone.aborted) await new Promise((resolve) => gone.addEventListener('abort', resolve));
}

function piecesOf(text: string): string[] {
  const words = text.match(/\s*\S+/g) ?? [];
  const pieces: string[] = [];
  for (let at = 0; at < words.length; at += WORDS_A_CHUNK) pieces.push(words.slice(at, at + WORDS_A_CHUNK).join(''));
  return pieces;
}
