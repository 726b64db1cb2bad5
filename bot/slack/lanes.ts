import type { Log } from '#api/core/log.ts';
import { type Pump, startPump } from '#api/core/pump.ts';
import { monotonicMs } from '#api/core/time.ts';

/**
 * Work that is leased rows, several lanes side by side and one row of a lane after the other: a slow channel does not hold
 * up the rest. `work` answers for its own failures. What has waited for its turn longer than `freshMs`
 * is left to whoever claims it next: its lease might end while it is worked on.
 */
export function startLanes<T>(options: {
  name: string;
  claim(limit: number): Promise<T[]>;
  laneOf(one: T): string;
  work(one: T): Promise<void>;
  log: Log;
  slots?: number;
  freshMs?: number;
}): Pump {
  const { name, claim, laneOf, work, log, slots = 16, freshMs = 35_000 } = options;
  const tails = new Map<string, Promise<void>>();
  let busy = 0;

  async function takeMore(): Promise<boolean> {
    const free = slots - busy;
    if (free <= 0) return false;
    const claimed = await claim(free);
    for (const one of claimed) enqueue(one, monotonicMs());
    return claimed.length === free && busy < slots;
  }

  function enqueue(one: T, claimedAt: number): void {
    const lane = laneOf(one);
    busy += 1;
    const done = (tails.get(lane) ?? Promise.resolve())
      .then(() => (monotonicMs() - claimedAt < freshMs ? work(one) : undefined))
      .catch((error: unknown) => log.error({ error, lanes: name }, 'work failed'))
      .then(() => {
        busy -= 1;
        if (tails.get(lane) === done) tails.delete(lane);
        pump.wake();
      });
    tails.set(lane, done);
  }

  const pump = startPump(name, takeMore, log);
  return {
    wake: pump.wake,
    async stop() {
      await pump.stop();
      await Promise.all(tails.values());
    },
  };
}
