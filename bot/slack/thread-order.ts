import { monotonicMs } from '#api/core/time.ts';
import type { ClaimedDelivery } from '#api/notifications/deliveries.ts';

/** Keeps a thread in order when something in it was put off: nothing may overtake that. */
export type ThreadOrder = {
  /** How many seconds this one must wait for what was put off before it; 0 when it may go. */
  waitOf(delivery: ClaimedDelivery): number;
  putOff(delivery: ClaimedDelivery, seconds: number): void;
  settle(delivery: ClaimedDelivery): void;
};

export function createThreadOrder(now: () => number = monotonicMs): ThreadOrder {
  const held = new Map<string, { id: string; until: number }>();
  return {
    waitOf(delivery) {
      const first = held.get(threadOf(delivery));
      if (!first || first.id === delivery.id) return 0;
      return Math.max(0, (first.until - now()) / 1000);
    },
    putOff(delivery, seconds) {
      const first = held.get(threadOf(delivery));
      if (first && first.id !== delivery.id && first.until > now()) return;
      // A little longer than the delay itself: it is claimed again, and then settles.
      held.set(threadOf(delivery), { id: delivery.id, until: now() + seconds * 1000 + 2000 });
    },
    settle(delivery) {
      if (held.get(threadOf(delivery))?.id === delivery.id) held.delete(threadOf(delivery));
    },
  };
}

function threadOf({ address, notice }: ClaimedDelivery): string {
  return `${address}:${notice.subject.type}:${notice.subject.id}`;
}
