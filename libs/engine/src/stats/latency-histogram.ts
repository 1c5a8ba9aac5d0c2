/** Percentiles are exact to within a bucket, which is a fifth wide; the mean is exact. Milliseconds; null without tasks. */
export interface LatencyFigures {
  readonly count: number;
  readonly meanMs: number | null;
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
}

interface Bucket {
  readonly index: number;
  readonly count: number;
}

/** Where bucket `index` ends; `countLatency` in prelude.lua puts a time t into bucket floor(4 · log2 t). */
const upperEndMs = (index: number): number => 2 ** ((index + 1) / 4);

/** Figures from the fields of a minute's hash: `l{bucket}` counts and `latency_sum`. */
export function latencyOf(hash: Readonly<Record<string, string | undefined>>): LatencyFigures {
  const buckets = Object.entries(hash)
    .flatMap(([field, count]) =>
      /^l\d+$/.test(field) ? [{ index: Number(field.slice(1)), count: Number(count) }] : [],
    )
    .sort((a, b) => a.index - b.index);
  const count = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  const percentile = (share: number) => percentileMs(buckets, share * count);
  return {
    count,
    meanMs: count === 0 ? null : Number(hash['latency_sum'] ?? 0) / count,
    p50Ms: percentile(0.5),
    p90Ms: percentile(0.9),
    p95Ms: percentile(0.95),
    p99Ms: percentile(0.99),
    maxMs: percentile(1),
  };
}

/** The end of the bucket that holds the task of this rank. */
function percentileMs(buckets: readonly Bucket[], rank: number): number | null {
  let below = 0;
  for (const bucket of buckets) {
    below += bucket.count;
    if (below >= rank) return upperEndMs(bucket.index);
  }
  return null;
}
