import { systemClock, type Clock } from '@workstream/engine';
import { Account } from './account';
import { FaultScript, type FaultRule } from './faults';
import type { Generation } from './generation';
import { MODELS, type EmulatedModel } from './models';
import { RequestLog } from './request-log';
import { RequestWindow, type RequestLimit } from './request-window';
import { ResponseCache } from './response-cache';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FREE_A_MINUTE = 20;
const FREE_A_DAY = { small: 50, large: 1000 };
const LARGE_CREDIT_USD = 10;

/** The keys that an emulator knows when nobody says otherwise. */
export const EMULATOR_KEYS = { inference: 'sk-or-emulator', management: 'sk-or-emulator-management' } as const;

/** How an emulator is to behave. */
export interface EmulatorOptions {
  /** Decides every answer. Default 1. */
  readonly seed?: number;
  /** Default 0: any free port. */
  readonly port?: number;
  /** US dollars that each inference key may spend; null is without a limit. Default 25. */
  readonly creditUsd?: number | null;
  /** Inference keys besides the one in `EMULATOR_KEYS`. */
  readonly keys?: readonly string[];
  /** How many requests a paid model answers; null, the default, is without a limit, as with the provider. */
  readonly limit?: RequestLimit | null;
  /** How long an answer takes to begin and to go on. Default: no time. */
  readonly pace?: { readonly firstTokenMs: number; readonly tokenMs: number };
  readonly faults?: readonly FaultRule[];
  readonly clock?: Clock;
}

/** All that the emulated provider knows: keys and their credit, limits, what is to go wrong, what was asked. */
export class Provider {
  readonly clock: Clock;
  readonly seed: number;
  readonly pace: { readonly firstTokenMs: number; readonly tokenMs: number };
  readonly faults = new FaultScript();
  readonly log = new RequestLog();
  readonly cache = new ResponseCache();
  /** True: it has no list of its models, like many a server that speaks the same language. */
  isListHidden = false;
  readonly generations = new Map<string, Generation>();
  private readonly accounts: ReadonlyMap<string, Account>;
  private readonly windows = new Map<string, RequestWindow>();
  private limit: RequestLimit | null;
  private count = 0;

  constructor(options: EmulatorOptions = {}) {
    const { inference, management } = EMULATOR_KEYS;
    const creditUsd = options.creditUsd === undefined ? 25 : options.creditUsd;
    const accounts = [inference, ...(options.keys ?? [])].map((key) => new Account(key, false, creditUsd));
    this.accounts = new Map(
      [...accounts, new Account(management, true, null)].map((account) => [account.key, account]),
    );
    this.clock = options.clock ?? systemClock;
    this.seed = options.seed ?? 1;
    this.pace = options.pace ?? { firstTokenMs: 0, tokenMs: 0 };
    this.limit = options.limit ?? null;
    this.faults.add(...(options.faults ?? []));
  }

  account(key: string): Account | null {
    return this.accounts.get(key) ?? null;
  }

  /** The accounts that chat. */
  inferenceAccounts(): Account[] {
    return [...this.accounts.values()].filter(({ isManagement }) => !isManagement);
  }

  model(id: string): EmulatedModel | null {
    return MODELS.find((model) => model.id === id) ?? null;
  }

  nextNumber(): number {
    return ++this.count;
  }

  /** Replaces the limit of the paid models; what was taken of the old one is forgotten. */
  setLimit(limit: RequestLimit | null): void {
    this.limit = limit;
    this.windows.clear();
  }

  /** Takes one request from every limit that holds for it; answers the limit that is used up, or null. */
  takeRequest({ key, limitUsd }: Account, model: EmulatedModel): { limit: RequestLimit; resetMs: number } | null {
    const free = [
      { requests: FREE_A_MINUTE, windowMs: MINUTE_MS },
      { requests: (limitUsd ?? 0) >= LARGE_CREDIT_USD ? FREE_A_DAY.large : FREE_A_DAY.small, windowMs: DAY_MS },
    ];
    const limits = model.isFree ? free : this.limit ? [this.limit] : [];
    for (const limit of limits) {
      const { isTaken, resetMs } = this.window(`${key} ${model.isFree ? model.id : ''}`, limit).take(this.clock.now());
      if (!isTaken) return { limit, resetMs };
    }
    return null;
  }

  private window(name: string, limit: RequestLimit): RequestWindow {
    const id = `${name} ${String(limit.windowMs)}`;
    const window = this.windows.get(id) ?? new RequestWindow(limit);
    this.windows.set(id, window);
    return window;
  }
}
