import type { TxCtx } from '#api/core/ctx.ts';
import type { Instant } from '#api/core/time.ts';

/**
 * The company wrote to the resident of a ticket at a moment: its first answer is given, if it was still owed. Gives back whether it was;
 * asks nobody's leave.
 */
export async function keepFirstAnswer(tx: TxCtx, ticketId: string, at: Instant): Promise<boolean> {
  const count = await tx.db.$executeRaw`
    update ticket_deadline set met_at = ${at}::timestamptz, next_at = null, stopped_at = null, remaining_ms = null,
      breached_at = case when due_at < ${at}::timestamptz then due_at end
    where ticket_id = ${ticketId}::uuid and promise = 'first-response' and met_at is null and dropped_at is null`;
  return count > 0;
}
