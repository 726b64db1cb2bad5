import type { Log } from '#api/core/log.ts';
import { type Pump, startPump } from '#api/core/pump.ts';
import { monotonicMs } from '#api/core/time.ts';
import type { LaneRoom } from '#api/notifications/deliveries.ts';

/** So many rows of a lane are held at once: what a dead process held waits for the end of its lease. */
const eachLane = 3;

/**
 * Work that is leased rows, several lanes side by side and one row of a lane after the other: a slow channel does not hold
 * up the rest, because `claim` brings no more than `room` has for a lane. `work` answers for its own failures. What has waited for
 * its turn longer than `freshMs` is left to whoever claims it next: its lease might end while it is worked on.
 */
export function startLanes<T>(options: {
  name: string;
  claim(limit: number, room: LaneRoom): Promise<T[]>;
  laneOf(one: T): string;
  work(one: T): Promise<void>;
  log: Log;
  slots?: number;
  freshMs?: number;
}): Pump {
  const { name, claim, laneOf, work, log, slots = 16, freshMs = 35_000 } = options;
  const tails = new Map<string, Promise<void>>();
  const held = new Map<string, number>();
  let busy = 0;

  async function takeMore(): Promise<boolean> {
    const free = slots - busy;
    if (free <= 0) return false;
    const full = [...held].filter(([, count]) => count >= eachLane).map(([lane]) => lane);
    const claimed = await claim(free, { each: eachLane, full });
    for (const one of claimed) enqueue(one, monotonicMs());
    return claimed.length > 0 && busy < slots;
  }

  function enqueue(one: T, claimedAt: number): void {
    const lane = laneOf(one);
    hold(lane, 1);
    const done = (tails.get(lane) ?? Promise.resolve())
      .then(() => (monotonicMs() - claimedAt < freshMs ? work(one) : undefined))
      .catch((error: unknown) => log.error({ error, lanes: name }, 'work failed'))
      .then(() => {
        hold(lane, -1);
        if (tails.get(lane) === done) tails.delete(lane);
        pump.wake();
      });
    tails.set(lane, done);
  }

  function hold(lane: string, more: number): void {
    busy += more;
    const count = (held.get(lane) ?? 0) + more;
    if (count === 0) held.delete(lane);
    else held.set(lane, count);
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
