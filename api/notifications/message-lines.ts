import type { TxCtx } from '#api/core/ctx.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { bumpCardsOnce, placeCard } from './cards.ts';

// A reply to a resident stands in its thread as a line that tells what became of it: a living message, like a card.

/** The line of a message was posted into a channel and is to be kept true from now on. */
export async function placeLine(ctx: Ctx, messageId: string, channel: string, platformRef: string): Promise<void> {
  const subject = { type: 'message' as const, id: messageId };
  await placeCard(ctx, { subject, place: `slack:${channel}`, channel: 'slack', platformRef, shownVersion: 1 });
}

/** The line of a message should be looked at again. */
export async function redrawLine(ctx: Ctx | TxCtx, messageId: string): Promise<void> {
  await inTransaction(ctx as Ctx, (tx) => bumpCardsOnce(tx, { type: 'message', id: messageId }));
}
