import { noteCall } from '#api/calls/calls.ts';
import { noteCallInput } from '#api/calls/schema.ts';
import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { isCurrent } from '#api/residents/current.ts';
import { openTicket } from './open-ticket.ts';
import { type OpenTicketInput, openTicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

export type OpenByPhoneInput = Omit<OpenTicketInput, 'residentId' | 'source'> & { callerPhone?: string };

/** Somebody of the flat: whether the messenger reaches them decides who is told by whom. */
type Caller = { residentId: string; isConnected: boolean };

/**
 * Opens a ticket for somebody who called. It belongs to the person of the flat whose phone it is; of those who cannot be told
 * apart, to one whom the messenger reaches, an owner first: they get its living card. Without anybody it is the company's own.
 * Refuses what `openTicket` refuses.
 */
export async function openTicketByPhone(
  ctx: Ctx,
  actor: Actor,
  { callerPhone, ...input }: OpenByPhoneInput,
): Promise<{ ticket: TicketSummary; isConnected: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const caller = input.unitId ? await findCaller(tx, input.unitId, callerPhone ?? '') : null;
    const whose = caller ? { residentId: caller.residentId } : {};
    const ticket = await openTicket(tx, actor, openTicketInput.parse({ ...input, ...whose, source: 'phone' }));
    if (callerPhone && input.unitId)
      await keepCall(tx, actor, input.unitId, ticket.id, `${callerPhone}: ${input.text}`);
    return { ticket, isConnected: caller?.isConnected ?? false };
  });
}

/** Who called from where stays with the flat's calls: the card and its thread carry no number. */
async function keepCall(tx: Ctx, actor: Actor, unitId: string, ticketId: string, said: string): Promise<void> {
  await noteCall(tx, actor, noteCallInput.parse({ unitId, ticketId, text: said.slice(0, 4000) }));
}

/** Phones are compared by their last ten digits: `8 999…` and `+7 999…` are one. */
async function findCaller(ctx: Ctx, unitId: string, phone: string): Promise<Caller | null> {
  const digits = phone.replace(/\D/g, '').slice(-10);
  const [caller] = await ctx.db.$queryRaw<Caller[]>`
    select r.id as "residentId",
      exists (select from chat where chat.resident_id = r.id and chat.state = 'active') as "isConnected"
    from occupancy o join resident r on r.id = o.resident_id join unit u on u.id = o.unit_id
      join building b on b.id = u.building_id cross join company c
    where o.unit_id = ${unitId}::uuid and ${isCurrent(ctx.now())} and r.erased_at is null and 'tickets' = any(o.rights)
    order by (length(${digits}) = 10 and right(regexp_replace(coalesce(r.phone, ''), '\\D', '', 'g'), 10) = ${digits}) desc,
      2 desc, (o.role = 'owner') desc, o.created_at, r.id
    limit 1`;
  return caller ?? null;
}
