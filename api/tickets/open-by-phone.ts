import { noteCall } from '#api/calls/calls.ts';
import { noteCallInput } from '#api/calls/schema.ts';
import type { Actor } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { type Caller, certainCaller, readCallers } from './callers.ts';
import { openTicket } from './open-ticket.ts';
import { type OpenTicketInput, openTicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';

/** `callerId`: who of the flat called; null for somebody else, who has a name; without it, whoever it must be. */
export type OpenByPhoneInput = Omit<OpenTicketInput, 'residentId' | 'source'> & {
  callerId?: string | null;
  callerName?: string;
  callerPhone?: string;
};

/**
 * Opens a ticket for somebody who called: they get its living card when they live in the flat. Without a word about who it was, it
 * belongs to the person of the flat whose phone it is, or who lives there alone; nobody is guessed, and without anybody it is the
 * company's own. Refuses `ticket.not-their-flat` and what `openTicket` refuses.
 */
export async function openTicketByPhone(
  ctx: Ctx,
  actor: Actor,
  { callerId, callerName = '', callerPhone = '', ...input }: OpenByPhoneInput,
): Promise<{ ticket: TicketSummary; isConnected: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const callers = input.unitId ? await readCallers(tx, input.unitId, callerPhone) : [];
    const caller = callerOf(callers, callerId);
    const whose = caller ? { residentId: caller.residentId } : {};
    const ticket = await openTicket(tx, actor, openTicketInput.parse({ ...input, ...whose, source: 'phone' }));
    const who = [callerName, callerPhone].filter((part) => part !== '').join(', ');
    if (who !== '' && input.unitId) await keepCall(tx, actor, input.unitId, ticket.id, `${who}: ${input.text}`);
    return { ticket, isConnected: caller?.isConnected ?? false };
  });
}

function callerOf(callers: Caller[], callerId: string | null | undefined): Caller | null {
  if (callerId === undefined) return certainCaller(callers);
  if (callerId === null) return null;
  const chosen = callers.find(({ residentId }) => residentId === callerId);
  if (!chosen) throw new AppError('ticket.not-their-flat');
  return chosen;
}

/** Who called from where stays with the flat's calls: the card and its thread carry no number. */
async function keepCall(tx: Ctx, actor: Actor, unitId: string, ticketId: string, said: string): Promise<void> {
  await noteCall(tx, actor, noteCallInput.parse({ unitId, ticketId, text: said.slice(0, 4000) }));
}
