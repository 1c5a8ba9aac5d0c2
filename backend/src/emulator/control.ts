import type { ErrorReply } from './errors';
import { ANSWER_FAULTS, REPLY_FAULTS, type FaultRule } from './faults';
import type { Provider } from './provider';
import type { RequestLimit } from './request-window';

const done: ErrorReply = { status: 200, headers: {}, body: { ok: true } };
const refused = (message: string): ErrorReply => ({
  status: 400,
  headers: {},
  body: { error: { code: 400, message } },
});

/** The endpoints by which a person or a spec in another process plays with the emulator; null is none of them. */
export function control(provider: Provider, route: string, body: unknown): ErrorReply | null {
  switch (route) {
    case 'GET /__control/requests':
      return { ...done, body: { requests: provider.log.all() } };
    case 'POST /__control/faults':
      return addFault(provider, body as FaultRule);
    case 'DELETE /__control/faults':
      provider.faults.clear();
      return done;
    case 'POST /__control/top-up':
      return topUp(provider, body as { readonly key?: string; readonly usd?: number });
    case 'POST /__control/limit':
      provider.setLimit((body as { readonly limit?: RequestLimit | null }).limit ?? null);
      return done;
    default:
      return null;
  }
}

function addFault(provider: Provider, rule: FaultRule): ErrorReply {
  const known: readonly string[] = [...REPLY_FAULTS, ...ANSWER_FAULTS];
  if (!known.includes(rule.fault)) return refused(`fault must be one of ${known.join(', ')}`);
  provider.faults.add(rule);
  return done;
}

function topUp(provider: Provider, { key, usd }: { readonly key?: string; readonly usd?: number }): ErrorReply {
  if (typeof usd !== 'number' || !(usd > 0)) return refused('usd must be a number above 0');
  for (const account of provider.inferenceAccounts()) if (account.key === (key ?? account.key)) account.topUp(usd);
  return done;
}
