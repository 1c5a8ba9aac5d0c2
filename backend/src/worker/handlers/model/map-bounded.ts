/**
 * Does `work` for every item, at most `parallel` at once, and answers the results in the order of the items. After a failure
 * nothing new is begun, but what is under way is brought to its end, for it is paid for; then the first failure is thrown.
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  parallel: number,
  work: (item: T, at: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  let isBroken = false;
  const lane = async (): Promise<void> => {
    for (const [at, item] of queue) {
      results[at] = await work(item, at).catch((error: unknown) => {
        isBroken = true;
        throw error;
      });
      if (isBroken) return;
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: Math.min(parallel, items.length) }, lane));
  const broken = lanes.find((outcome) => outcome.status === 'rejected');
  if (broken) throw broken.reason;
  return results;
}
