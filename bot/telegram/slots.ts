/** How many messages may be on their way at once. */
export type Slots = {
  /** Runs `work` in a slot; those of `first` come before all others. */
  run<T>(first: boolean, work: () => Promise<T>): Promise<T>;
};

/**
 * Slots whose number is asked for anew each time one is given. A message between Telegram's acceptance and our note of it is
 * sent again after a sudden death, so no more are on their way than fill the allowance.
 */
export function createSlots(size: () => number): Slots {
  const waiting: { first: (() => void)[]; rest: (() => void)[] } = { first: [], rest: [] };
  let taken = 0;

  function give(): void {
    while (taken < size()) {
      const next = waiting.first.shift() ?? waiting.rest.shift();
      if (!next) return;
      taken += 1;
      next();
    }
  }

  return {
    async run(first, work) {
      await new Promise<void>((go) => {
        (first ? waiting.first : waiting.rest).push(go);
        give();
      });
      try {
        return await work();
      } finally {
        taken -= 1;
        give();
      }
    },
  };
}

/**
 * How many calls of `latencyMs` keep `perSecond` busy (Little's law), rounded, and at least one: on a fast line one after
 * another is enough.
 */
export function slotsFor(latencyMs: number, perSecond: number, most: number): number {
  return Math.min(most, Math.max(1, Math.round((latencyMs / 1000) * perSecond)));
}
