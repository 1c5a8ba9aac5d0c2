/**
 * Resolves when all that is ready to run has run, before the event loop looks for input: what happens at the same moment can
 * be gathered without a delay.
 */
export const endOfTurn = (): Promise<void> =>
  new Promise((resolve) => {
    process.nextTick(resolve);
  });
