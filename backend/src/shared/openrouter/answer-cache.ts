import { createHash } from 'node:crypto';
import { messageOf, type Keys, type Logger } from '@workstream/engine';
import type { Redis } from '../redis';
import type { CallAnswer } from './call-outcome';

/** Longer answers are not kept, in characters. */
const MAX_CHARACTERS = 1024 * 1024;

/**
 * Answers that were paid for, had again for nothing when exactly the same is asked of the same model within their lifetime.
 * Never fails a call: where Redis cannot be asked, the model is.
 */
export class AnswerCache {
  constructor(
    private readonly options: {
      readonly redis: Redis;
      readonly keys: Keys;
      /** Where the answers come from; others may answer the same differently. */
      readonly baseUrl: string;
      readonly ttlS: number;
      readonly logger: Logger;
    },
  ) {}

  /** The answer to these bytes, as one that cost nothing, or null. */
  async find(body: string): Promise<CallAnswer | null> {
    const json = await this.forgiving(this.options.redis.get(this.keyOf(body)));
    return typeof json === 'string' ? (JSON.parse(json) as CallAnswer) : null;
  }

  /** Keeps an answer that is whole; one that was cut is of no use to anybody else. */
  async keep(body: string, answer: CallAnswer): Promise<void> {
    if (answer.finishReason !== 'stop' || answer.text.length > MAX_CHARACTERS) return;
    const free: CallAnswer = {
      ...answer,
      isCacheHit: true,
      usage: { promptTokens: 0, completionTokens: 0, costUsd: 0 },
    };
    await this.forgiving(this.options.redis.set(this.keyOf(body), JSON.stringify(free), 'EX', this.options.ttlS));
  }

  private keyOf(body: string): string {
    return this.options.keys.answer(createHash('sha256').update(`${this.options.baseUrl}\n${body}`).digest('hex'));
  }

  private async forgiving<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (error) {
      this.options.logger.warn('Kept answers cannot be used', { error: messageOf(error) });
      return null;
    }
  }
}
