import type { TxCtx } from '#api/core/ctx.ts';
import { found } from '#api/core/errors.ts';
import { plus } from '#api/core/time.ts';

/** What was said to a resident, and what it is about. */
export type Said = {
  text: string;
  isTakenBack: boolean;
  ticketId: string | null;
  unitId: string | null;
  residentId: string | null;
};

/** Refuses `message.not-found`. */
export async function readSaid(tx: TxCtx, messageId: string): Promise<Said> {
  const [said] = await tx.db.$queryRaw<Said[]>`
    select m.text, m.taken_back_at is not null as "isTakenBack", v.ticket_id as "ticketId",
      coalesce(v.unit_id, t.unit_id) as "unitId", coalesce(v.resident_id, t.resident_id) as "residentId"
    from message m join conversation v on v.id = m.conversation_id left join ticket t on t.id = v.ticket_id
    where m.id = ${messageId}::uuid`;
  return found(said, 'message');
}

/**
 * Answers of the last week that were written down for a resident and did not arrive, oldest first: whoever cannot be reached from
 * now on has not read them. A question is asked by a call of its own.
 */
export async function listUndelivered(tx: TxCtx, residentId: string): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ messageId: string }[]>`
    select d.message_id as "messageId" from delivery d
    where d.resident_id = ${residentId}::uuid and d.template in ('chat-message', 'ticket-message')
      and d.message_id is not null and d.created_at > ${plus(tx.now(), '-P7D')}::timestamptz
      and (d.state in ('pending', 'sending') or d.state = 'failed' and d.failure in ('unreachable', 'no-address'))
    group by d.message_id order by min(d.created_at), d.message_id limit 20`;
  return rows.map(({ messageId }) => messageId);
}
