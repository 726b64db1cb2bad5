import type { Update } from '@grammyjs/types';
import { type Call, numberParam } from './call.ts';
import { conflict } from './errors.ts';
import { confirmUpdates, pendingUpdates, setAllowedUpdates } from './updates.ts';
import { currentWebhook } from './webhook-state.ts';
import type { World } from './world.ts';

type Held = { resolve: (updates: Update[]) => void; reject: (error: Error) => void; limit: number; cancel: () => void };

export type Poller = {
  getUpdates(world: World, call: Call): Promise<Update[]> | Update[];
  /** New updates came: whoever waits gets them. */
  wake(world: World): void;
  /** Ends a held poll with 409, in these words. */
  interrupt(words: string): void;
  /** Ends a held poll with nothing, as when its time is out. */
  release(): void;
};

/**
 * Long polling. `offset` confirms what is before it (a negative one forgets all but the last so many);
 * the request is held up to `timeout` seconds (50 at most). A newer poll ends the older one with 409.
 */
export function createPoller(): Poller {
  let held: Held | null = null;

  const interrupt = (words: string) => {
    const old = held;
    if (!old) return;
    held = null;
    old.cancel();
    old.reject(conflict(words));
  };
  return {
    getUpdates(world, call) {
      if (currentWebhook(world)) {
        throw conflict(
          "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      interrupt('terminated by other getUpdates request; make sure that only one bot instance is running');
      const { params } = call;
      setAllowedUpdates(world, params.allowed_updates);
      const offset = numberParam(params, 'offset') ?? 0;
      const asked = numberParam(params, 'limit') ?? 100;
      const limit = asked < 1 || asked > 100 ? 100 : asked;
      const timeout = Math.min(Math.max(numberParam(params, 'timeout') ?? 0, 0), 50);
      confirmUpdates(world, offset < 0 ? firstOfLast(world, -offset) : offset);

      const ready = pendingUpdates(world, limit);
      if (ready.length > 0 || timeout === 0) return ready;
      return new Promise((resolve, reject) => {
        const end = (updates: Update[]) => {
          if (held !== mine) return;
          held = null;
          clearTimeout(timer);
          resolve(updates);
        };
        // Real time on purpose: a held request lasts as long as its caller waits.
        const timer = setTimeout(() => end([]), timeout * 1000);
        const mine: Held = { resolve: end, reject, limit, cancel: () => clearTimeout(timer) };
        held = mine;
        call.onHangUp(() => end([]));
      });
    },
    wake(world) {
      if (!held) return;
      const ready = pendingUpdates(world, held.limit);
      if (ready.length > 0) held.resolve(ready);
    },
    interrupt,
    release() {
      held?.resolve([]);
    },
  };
}

function firstOfLast(world: World, count: number): number {
  const ids = [...world.updates.values()].map(({ update }) => update.update_id);
  return ids.slice(-count)[0] ?? 0;
}
