/** Tells an outage from a message that Telegram cannot take: such a one fails again and again while others pass. */
export type Doubts = {
  passed(id: string): void;
  /** It has failed: whether it alone is to blame. */
  isToBlame(id: string): boolean;
};

/** So many times others may pass between two failures of one message before it is to blame. */
const benefit = 3;

export function createDoubts(): Doubts {
  let passes = 0;
  const failing = new Map<string, { passesThen: number; strikes: number }>();
  return {
    passed(id) {
      passes += 1;
      failing.delete(id);
    },
    isToBlame(id) {
      const before = failing.get(id);
      const strikes = (before?.strikes ?? 0) + (before && before.passesThen < passes ? 1 : 0);
      // Of what failed so often that it is no longer tried, nothing needs to be remembered.
      if (failing.size > 10_000) failing.clear();
      failing.set(id, { passesThen: passes, strikes });
      return strikes >= benefit;
    },
  };
}
