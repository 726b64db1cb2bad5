import type { TxCtx } from '#api/core/ctx.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import type { Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { bumpCardsOnce, placeCard } from './cards.ts';

// A reply to a resident stands in its thread as a line that tells what became of it: a living message, like a card.

/** The rest of a statement whose `changed` are deliveries: the lines that show what became of their messages are due again. */
export function linesAreDue(now: Instant): Prisma.Sql {
  return Prisma.sql`lines_due as (
      update card c set wanted_version = c.wanted_version + 1, updated_at = ${now}::timestamptz
      from changed where c.subject_type = 'message' and c.subject_id = changed.message_id
    )`;
}

/** The line of a message was posted into a channel and is to be kept true from now on. */
export async function placeLine(ctx: Ctx, messageId: string, channel: string, platformRef: string): Promise<void> {
  const subject = { type: 'message' as const, id: messageId };
  await placeCard(ctx, { subject, place: `slack:${channel}`, channel: 'slack', platformRef, shownVersion: 1 });
}

/** The line of a message should be looked at again. */
export async function redrawLine(ctx: Ctx | TxCtx, messageId: string): Promise<void> {
  await inTransaction(ctx as Ctx, (tx) => bumpCardsOnce(tx, { type: 'message', id: messageId }));
}
