import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { changeTicket } from './change.ts';
import type { NoteTicketInput } from './schema.ts';
import type { TicketSummary } from './summary.ts';
import { sayInTicket } from './talk.ts';

/**
 * Keeps what a colleague said among colleagues: it never leaves the company. Possible in any state. Says `ticket.noted`
 * { messageId }. The same `externalKey` (such as `slack:<channel>:<ts>`) lands once. Refusals: see `changeTicket`.
 */
export async function noteTicket(ctx: Ctx, actor: Actor, input: NoteTicketInput): Promise<TicketSummary> {
  return changeTicket(ctx, actor, input.ticketId, 'note', async (tx, ticket) => {
    const said = await sayInTicket(tx, ticket, { ...input, author: actor, visibility: 'internal' });
    const source = input.externalKey?.startsWith('slack:') ? 'slack' : 'admin';
    return said.isNew ? { data: { messageId: said.messageId, source } } : 'skip';
  });
}
