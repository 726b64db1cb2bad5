import { z } from 'zod';
import { holdOpenDispute } from '#api/billing/disputes/write-decision.ts';
import { withdrawn } from '#api/billing/disputes/write-dispute.ts';
import type { Hearer, Hearing } from '#api/core/hearing.ts';

const about = z.object({ ticketId: z.uuid() });

/** A ticket that ended without a decision takes its dispute with it: the bill is reminded of again. */
const ended: Hearer = async (tx, data) => {
  const { ticketId } = about.parse(data);
  const open = await tx.db.dispute.findFirst({ where: { ticketId, state: 'open' }, select: { id: true } });
  if (open) await withdrawn(tx, await holdOpenDispute(tx, open.id));
};

/** What flows hear: what happens in one room and concerns another. */
export function hearForFlows(hearing: Hearing): void {
  for (const said of ['cancelled', 'rejected', 'accepted', 'closed', 'expired', 'merged']) {
    hearing.hear(`ticket.${said}`, ended);
  }
}
