import { randomBytes } from 'node:crypto';
import { SlackError } from './errors.ts';
import type { Timing } from './timing.ts';

type Trigger = { user: string; viewId: string | null };

export type Triggers = {
  /** A trigger_id for what a person just did, in the modal `viewId` if they did it there. */
  issue(user: string, viewId?: string | null): string;
  /** Uses it up. Refuses `invalid_trigger_id`, `exchanged_trigger_id`, `expired_trigger_id`. */
  exchange(id: string): Trigger;
  clear(): void;
};

export function createTriggers(timing: Timing, now: () => number): Triggers {
  const issued = new Map<string, Trigger & { at: number; used: boolean }>();
  return {
    issue(user, viewId = null) {
      const at = now();
      // Old ones stay known for a while, so that "expired" and "never existed" can be told apart.
      for (const [id, one] of issued) {
        if (at - one.at < 600_000) break;
        issued.delete(id);
      }
      const id = `${Math.floor(at / 1000)}.${at % 1000}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { user, viewId, at, used: false });
      return id;
    },
    exchange(id) {
      const trigger = issued.get(id);
      if (!trigger) throw new SlackError('invalid_trigger_id');
      if (trigger.used) throw new SlackError('exchanged_trigger_id');
      if (now() - trigger.at > timing.triggerMs) throw new SlackError('expired_trigger_id');
      trigger.used = true;
      return trigger;
    },
    clear: () => issued.clear(),
  };
}
