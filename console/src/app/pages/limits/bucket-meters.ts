import { LimitSource, RateBucketName, RateLimitBucket, TaskState } from '@workstream/contracts';
import { formatCount } from '../../ui/format/amount';
import { formatDuration } from '../../ui/format/duration';

/** One limit, ready to be shown. */
export interface BucketMeter {
  readonly name: RateBucketName;
  readonly label: string;
  readonly text: string;
  /** What is left of the capacity, 0 to 1; null without a limit. */
  readonly share: number | null;
  readonly state: TaskState;
  readonly refill: string;
  readonly source: string;
}

const LABELS: Readonly<Record<RateBucketName, string>> = {
  requests: 'Requests',
  tokens: 'Model tokens',
  header: 'Requests, by the provider’s own count',
};
const SOURCES: Readonly<Record<LimitSource, string>> = {
  configured: 'from the configuration',
  header: 'told by the provider',
  learnt: 'learnt from refusals',
  none: 'no limit',
};
const LOW = 0.1;

/** Every limit with what is left of it. */
export const bucketMeters = (buckets: readonly RateLimitBucket[]): readonly BucketMeter[] => buckets.map(toMeter);

function toMeter(bucket: RateLimitBucket): BucketMeter {
  const { name, available, capacity } = bucket;
  const share = available === null || capacity === null || capacity === 0 ? null : available / capacity;
  return {
    name,
    label: LABELS[name],
    text: textOf(bucket),
    share,
    state: share !== null && share <= LOW ? 'DLQ' : 'ACTIVE',
    refill: bucket.refill_per_second === null ? '–' : `${formatPerSecond(bucket.refill_per_second)} a second`,
    source: SOURCES[bucket.source],
  };
}

function textOf({ available, capacity, window_ms: windowMs, used }: RateLimitBucket): string {
  if (capacity === null) return `${formatCount(used)} in ${formatDuration(windowMs)}, no limit`;
  return `${formatCount(available ?? 0)} of ${formatCount(capacity)} left in ${formatDuration(windowMs)}`;
}

const formatPerSecond = (rate: number): string => (rate < 10 ? String(Math.round(rate * 10) / 10) : formatCount(rate));
