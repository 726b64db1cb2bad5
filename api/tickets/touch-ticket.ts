import type { TxCtx } from '#api/core/ctx.ts';

/**
 * What a card shows has changed without a deed (a photo was stored): a new version, no timeline, no event. Gives back the version,
 * or null when there is no such ticket.
 */
export async function touchTicket(tx: TxCtx, ticketId: string): Promise<number | null> {
  const [row] = await tx.db.$queryRaw<Array<{ version: number }>>`
    update ticket set version = version + 1, updated_at = ${tx.now()}::timestamptz
    where id = ${ticketId}::uuid returning version`;
  return row?.version ?? null;
}
