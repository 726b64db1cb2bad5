import { systemActor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { changeTicket } from './change.ts';

/**
 * A question was taken back: when the ticket waits for its answer and for nothing else, it goes on, with its clocks. Says
 * `ticket.resumed` { ended, unaskedId }. Changes nothing for a message that was no question, or is not what is waited for.
 */
export async function goOnUnasked(
  tx: TxCtx,
  { ticketId, messageId }: { ticketId: string; messageId: string },
): Promise<void> {
  await tx.db.$queryRaw`select id from ticket where id = ${ticketId}::uuid for update`;
  if (!(await waitsOnlyFor(tx, ticketId, messageId))) return;
  const data = { ended: 'waiting-for-resident', unaskedId: messageId };
  await changeTicket(tx, systemActor, ticketId, 'resume', () => ({ data }));
}

/** Of what began or prolonged this wait, nothing is left: no other question, and no missed visit. */
async function waitsOnlyFor(tx: TxCtx, ticketId: string, messageId: string): Promise<boolean> {
  const rows = await tx.db.$queryRaw<{ isThis: boolean; isLeft: boolean }[]>`
    select m.id is not distinct from ${messageId}::uuid as "isThis",
      e.kind = 'missed' or m.taken_back_at is null as "isLeft"
    from ticket t join ticket_event e on e.ticket_id = t.id and e.kind in ('asked', 'missed')
      and e.created_at >= t.paused_at
    left join message m on m.id = (e.data ->> 'messageId')::uuid
    where t.id = ${ticketId}::uuid and t.pause = 'waiting-for-resident'`;
  return rows.some(({ isThis }) => isThis) && rows.every(({ isLeft }) => !isLeft);
}

/** True when the last thing between us and the resident was that we need no answer any more. */
export async function isUnasked(ctx: Ctx, ticketId: string): Promise<boolean> {
  const [last] = await ctx.db.$queryRaw<{ isUnasked: boolean }[]>`
    select kind = 'resumed' and data ->> 'ended' = 'waiting-for-resident' as "isUnasked" from ticket_event
    where ticket_id = ${ticketId}::uuid and kind not in ('noted', 'prioritised', 'renewed', 'joined', 'left', 'assigned')
    order by created_at desc, (data ->> 'version')::int desc limit 1`;
  return last?.isUnasked ?? false;
}
