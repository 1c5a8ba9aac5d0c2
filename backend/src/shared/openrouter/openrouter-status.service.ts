import { Inject, Injectable } from '@nestjs/common';
import type { OpenRouterStatus } from '@workstream/contracts';
import { APP_CONFIG, type AppConfig } from '../config';

const NO_KEY = 'No OpenRouter key is configured. Tasks run with the local provider; set OPENROUTER_API_KEY to add one.';
const KEY_UNUSED =
  'A key is configured, but this version runs every task locally: the key is neither checked nor used.';

/** What is known of OpenRouter. */
@Injectable()
export class OpenRouterStatusService {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  /** Nothing is asked of OpenRouter, so nothing is claimed about it: a configured key counts as out of service, not as active. */
  current(): OpenRouterStatus {
    const hasKey = this.config.openrouter.apiKey !== null;
    return {
      status: hasKey ? 'service_unavailable' : 'api_key_missing',
      message: hasKey ? KEY_UNUSED : NO_KEY,
      balance: null,
      usage_today: null,
      usage_month: null,
      last_check: null,
      error_details: null,
      consecutive_failures: 0,
      circuit_breaker_open: false,
      cache_hit: false,
    };
  }
}
