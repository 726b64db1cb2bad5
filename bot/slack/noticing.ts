import { isAppError } from '#api/core/errors.ts';
import type { Pump } from '#api/core/pump.ts';
import { findCard, repostCard } from '#api/notifications/cards.ts';
import {
  type ClaimedDelivery,
  cancelDelivery,
  claimDeliveries,
  markFailed,
  markSent,
  retryLater,
} from '#api/notifications/deliveries.ts';
import type { Desk } from './desk.ts';
import { startLanes } from './lanes.ts';
import { deliverNotice } from './notices.ts';
import { loseChannel } from './posting.ts';
import { codeOf, refusalOf, retryAfter } from './refusals.ts';

/** A card that is not posted for a week will not be. */
const longestWaitMs = 7 * 24 * 3_600_000;

/** Posts notices into channels and threads: each channel at its own pace, each thread in order. */
export function startNoticing(desk: Desk): Pump {
  const wakers = new Set<NodeJS.Timeout>();
  const lanes = startLanes({
    name: 'slack notices',
    claim: (limit, room) => claimDeliveries(desk.ctx, 'slack', 'soon', limit, { ...room, inOrder: 'thread' }),
    laneOf: (delivery) => delivery.recipient,
    work: async (delivery) => {
      const again = await send(desk, delivery);
      if (again === null) return;
      const waker = setTimeout(
        () => {
          wakers.delete(waker);
          lanes.wake();
        },
        again * 1000 + 50,
      );
      wakers.add(waker);
    },
    log: desk.ctx.log,
  });
  return {
    wake: lanes.wake,
    async stop() {
      await lanes.stop();
      for (const waker of wakers) clearTimeout(waker);
    },
  };
}

/** Sends one notice, or gives back after how many seconds to look again. */
async function send(desk: Desk, delivery: ClaimedDelivery): Promise<number | null> {
  try {
    const place = await placeOf(desk, delivery);
    if (place === 'not-yet') return await waitForCard(desk, delivery);
    const of = { id: delivery.id, isRetry: delivery.attempts > 1 || delivery.failure === 'outage' };
    const outcome = await deliverNotice(desk, delivery, { ...place, of });
    if (outcome === null) await cancelDelivery(desk.ctx, delivery.id);
    else await markSent(desk.ctx, delivery.id, outcome);
    return null;
  } catch (error) {
    return noteFailure(desk, delivery, error);
  }
}

async function putOff(desk: Desk, delivery: ClaimedDelivery, seconds: number, why?: string): Promise<number> {
  await retryLater(desk.ctx, delivery.id, seconds, why);
  return seconds;
}

/** The channel, and for what belongs into a thread the card's message there; one colleague's direct messages have no thread. */
async function placeOf(
  { ctx }: Desk,
  { notice, address, staffId }: ClaimedDelivery,
): Promise<{ channel: string; threadTs?: string } | 'not-yet'> {
  if (staffId !== null) return { channel: address };
  const { subject } = notice;
  if (!notice.template.startsWith('thread-')) return { channel: address };
  if (subject.type !== 'ticket' && subject.type !== 'conversation') return { channel: address };
  const card = await findCard(ctx, { type: subject.type, id: subject.id }, `slack:${address}`);
  const threadTs = card?.platformRef?.split(':')[1];
  return threadTs ? { channel: address, threadTs } : 'not-yet';
}

async function waitForCard(desk: Desk, delivery: ClaimedDelivery): Promise<number | null> {
  const waited = desk.ctx.now().getTime() - delivery.createdAt.getTime();
  if (waited <= longestWaitMs) return putOff(desk, delivery, Math.min(Math.max(waited / 10_000, 1), 300));
  await markFailed(desk.ctx, delivery.id, { reason: 'no-card', final: true });
  return null;
}

async function noteFailure(desk: Desk, delivery: ClaimedDelivery, error: unknown): Promise<number | null> {
  const { ctx, pace } = desk;
  const refusal = refusalOf(error);
  const reason = codeOf(error) ?? (isAppError(error) ? error.code : refusal);
  if (refusal === 'slow-down') {
    pace.pause(delivery.address, retryAfter(error));
    return putOff(desk, delivery, retryAfter(error));
  }
  // An outage is nobody's fault and may last: what waits goes out after it, in order.
  if (refusal === 'outage') return putOff(desk, delivery, 10, 'outage');
  if (refusal === 'gone' && (await bringCardBack(desk, delivery))) return putOff(desk, delivery, 2);
  if (refusal === 'no-place' && delivery.staffId === null && /^[CG]/.test(delivery.address)) {
    await loseChannel(desk, delivery.address, reason);
    return waitForCard(desk, delivery);
  }
  ctx.log.warn({ error, deliveryId: delivery.id, reason }, 'notice not posted');
  const final = isAppError(error) || refusal === 'no-place' || refusal === 'refused';
  await markFailed(ctx, delivery.id, { reason, final });
  return null;
}

/** Somebody deleted the card, and its thread with it: a new one is posted, and the thread goes on there. */
async function bringCardBack({ ctx }: Desk, { notice, address }: ClaimedDelivery): Promise<boolean> {
  const { subject } = notice;
  if (subject.type !== 'ticket' && subject.type !== 'conversation') return false;
  const card = await findCard(ctx, { type: subject.type, id: subject.id }, `slack:${address}`);
  if (card) await repostCard(ctx, card.id);
  return card !== null;
}
