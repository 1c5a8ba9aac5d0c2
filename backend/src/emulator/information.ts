import type { Account } from './account';
import { errorReply, type ErrorReply } from './errors';
import { shownGeneration } from './generation';
import { listedEndpoint, listedModel, MODELS } from './models';
import type { Provider } from './provider';

const ok = (data: unknown): ErrorReply => ({ status: 200, headers: {}, body: { data } });

/** What anybody may ask: the models and where they run; null when `path` is nothing of that. */
export function publicInformation({ isListHidden }: Provider, path: string): ErrorReply | null {
  if (isListHidden) return null;
  if (path === '/models') return ok(MODELS.map(listedModel));
  const slug = /^\/models\/(.+)\/endpoints$/.exec(path)?.[1];
  if (slug === undefined) return null;
  const model = MODELS.find(({ id }) => id === decodeURIComponent(slug));
  if (!model) return errorReply(404, 'not_found', 'Model not found');
  return ok({ ...listedModel(model), endpoints: [listedEndpoint(model)] });
}

/** What the owner of a key may ask; null when the path is nothing of that. */
export function keyInformation(provider: Provider, account: Account, url: URL): ErrorReply | null {
  switch (apiPath(url)) {
    case '/key':
    case '/auth/key':
      return ok(shownKey(account, provider.clock.now()));
    case '/credits':
      return credits(provider, account);
    case '/generation':
      return generation(provider, account, url.searchParams.get('id') ?? '');
    default:
      return null;
  }
}

/** The path below the version. */
export const apiPath = (url: URL): string => url.pathname.replace(/^\/api\/v1/, '');

function shownKey(account: Account, nowMs: number): object {
  const { total, day, week, month } = account.spending(nowMs);
  return {
    label: `${account.key.slice(0, 8)}…`,
    limit: account.limitUsd,
    limit_remaining: account.remainingUsd,
    limit_reset: null,
    include_byok_in_limit: false,
    usage: total,
    usage_daily: day,
    usage_weekly: week,
    usage_monthly: month,
    byok_usage: 0,
    byok_usage_daily: 0,
    byok_usage_weekly: 0,
    byok_usage_monthly: 0,
    is_free_tier: false,
    is_management_key: account.isManagement,
    is_provisioning_key: account.isManagement,
    creator_user_id: null,
    rate_limit: { requests: -1, interval: '10s', note: 'This field is deprecated and safe to ignore.' },
  };
}

function credits(provider: Provider, account: Account): ErrorReply {
  if (!account.isManagement) {
    return errorReply(403, 'permission_denied', 'Only management keys can perform this operation');
  }
  const accounts = provider.inferenceAccounts();
  const nowMs = provider.clock.now();
  return ok({
    total_credits: accounts.reduce((sum, { limitUsd }) => sum + (limitUsd ?? 0), 0),
    total_usage: accounts.reduce((sum, one) => sum + one.spending(nowMs).total, 0),
  });
}

function generation(provider: Provider, account: Account, id: string): ErrorReply {
  const found = provider.generations.get(id);
  return found?.key === account.key
    ? ok(shownGeneration(found))
    : errorReply(404, 'not_found', `Generation ${id} not found`);
}
