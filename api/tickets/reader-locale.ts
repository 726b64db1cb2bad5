import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { type Locale, nearestLocale } from '#locales/translate.ts';
import { canRead } from './policy.ts';
import type { TicketInput } from './schema.ts';

/** The language of who reads what is said in a ticket; null when nobody stands behind it. For colleagues. */
export async function readerLocale(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<Locale | null> {
  mustBeAllowed(canRead(actor));
  const ticket = await ctx.db.ticket.findUnique({
    where: { id: ticketId },
    select: { resident: { select: { locale: true } } },
  });
  return ticket?.resident ? nearestLocale(ticket.resident.locale) : null;
}
